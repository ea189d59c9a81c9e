#!/usr/bin/env bash
# One mail server set up by the snippet in deploy/ as it is written, but for sockets, ports and folders: what does it make
# of mail from a host that the gateway knows, and of mail from one that it does not?
#
#   snippet.sh CLIENTS DEPLOY SERVER KNOWN UNKNOWN
#
# CLIENTS  folder of the client harnesses      DEPLOY  folder of the snippets
# SERVER   one of the functions below          V3, TEXT, DNS, UDP  of the gateway, from the environment
# Prints one line for each thing seen, after "known" or "unknown", and DONE with the number of complaints in its log.
CLIENTS=$1 DEPLOY=$2 SERVER=$3 KNOWN=$4 UNKNOWN=$5
NAME=snippet_$SERVER PORT=${PORT:-12801}; SINK=$((PORT + 1))
. "$CLIENTS/hl.sh"
snippet() { sed "s#/run/synoptic/p0f.sock#$V3#; s#/run/synoptic/text.sock#inet:$TEXT#; s#127\.0\.0\.1:2345#$UDP#; s#127\.0\.0\.1@5353#${DNS%:*}@${DNS##*:}#" "$DEPLOY/$1"; }
started() { wait_port 127.0.0.1 "$PORT" 600 || { echo "not started: $(tail -5 "$1")"; exit 3; }; }
complaints() { echo "DONE $(grep -cE "$2" "$1")"; grep -E "$2" "$1" | head -3; }
message() { printf '%sFrom: a@client.invalid\r\nTo: b@mx.invalid\r\nSubject: x\r\nMessage-ID: <1@client.invalid>\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n\r\nhi\r\n' "$1"; }

haraka() {
  MOD=$(cd "$HARAKA_MODULES" && pwd)
  mkdir -p "$T/h/config" "$T/h/plugins" "$T/h/queue"; cd "$T/h" || exit 3
  ln -s "$MOD" node_modules
  printf 'listen=127.0.0.1:%s\nnodes=0\n' "$PORT" >config/smtp.ini
  sed 's/^hosts\[\] *=.*/hosts[]=127.0.0.1/' "$MOD/Haraka/config/connection.ini" >config/connection.ini
  snippet haraka/p0f.ini >config/p0f.ini
  printf 'LOGINFO\n' >config/loglevel; printf 'mx.invalid\n' >config/me; printf 'p0f\nkeep_mail\n' >config/plugins
  cat >plugins/keep_mail.js <<P
exports.hook_rcpt = (next) => next(OK)
exports.hook_queue = (next, connection) => {
  require('fs').writeFileSync('$T/mail', connection.transaction.header.toString()); next(OK)
}
P
  node "$MOD/Haraka/bin/haraka" -c "$T/h" >"$T/log" 2>&1 & track $!
  started "$T/log"
  for who in known unknown; do
    rm -f "$T/mail"; [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    python3 "$HERE/smtp_drive.py" "127.0.0.1:$PORT" --proxy "$ip" --timeout 60 >"$T/dlg" 2>&1
    echo "$who $(sed -n 's/^X-p0f-Result: //p' "$T/mail")"
  done
  complaints "$T/log" '\[(CRIT|ALERT)\]|unexpected data'
}

qpsmtpd() {
  P=${QPSMTPD_PLUGINS:-/usr/share/qpsmtpd/plugins}
  mkdir -p "$T/config" "$T/plugins" "$T/spool"; cd "$T" || exit 3 # karma writes where it is
  cat >"$T/plugins/show_note" <<'P'
use Qpsmtpd::Constants;
sub register { my ($self, $qp, $file) = @_; ($self->{_out}) = $file =~ /(.*)/s }
sub hook_connect {
    my $self = shift;
    open my $fh, '>', $self->{_out} or return DECLINED;
    my $n = $self->connection->notes('p0f');
    print $fh join ' ', ref $n ? $n->{genre} : 'nothing', 'karma', $self->connection->notes('karma') // 'none';
    close $fh;
    return DECLINED;
}
P
  printf '%s\n%s\n' "$T/plugins" "$P" >"$T/config/plugin_dirs"
  echo "logging/warn LOGDEBUG" >"$T/config/logging"; echo 7 >"$T/config/loglevel"; echo "$T/spool" >"$T/config/spool_dir"
  snippet qpsmtpd/plugins >"$T/config/plugins"; echo "show_note $T/note" >>"$T/config/plugins"
  for who in known unknown; do
    rm -f "$T/note"; [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    printf 'EHLO harness.invalid\r\nQUIT\r\n' | env -i PATH="$PATH" QPSMTPD_CONFIG="$T/config" TCPREMOTEIP="$ip" \
      TCPREMOTEHOST="[$ip]" TCPREMOTEPORT=40000 TCPLOCALIP=127.0.0.1 TCPLOCALPORT=25 TCPLOCALHOST=mx.invalid \
      timeout 60 perl -e 'use strict; use IO::File; use Qpsmtpd::TcpServer; $| = 1;
        sub IO::Handle::connected { 1 }   # the SMTP peer here is a pipe
        my $q = Qpsmtpd::TcpServer->new; $q->start_connection; $q->run(\*STDIN)' >"$T/smtp" 2>>"$T/log"
    echo "$who $(cat "$T/note")"
  done
  complaints "$T/log" 'syntax error|not found in|FATAL'
}

qpsmtpd_ipv6() {
  mkdir -p "$T/plugins/ident"
  sed -f "$DEPLOY/qpsmtpd/ipv6.sed" "${QPSMTPD_PLUGINS:-/usr/share/qpsmtpd/plugins}/ident/p0f" >"$T/plugins/ident/p0f"
  qpsmtpd
}

rspamd_with() { # section file
  mkdir -p "$T/db" "$T/run"; printf 'com\nnet\norg\ninvalid\nexample\n' >"$T/tld"
  cat >"$T/rspamd.conf" <<C
options { pidfile = "$T/run/pid"; filters = ""; control_socket = "$T/run/ctl mode=0600"; temp_dir = "$T/db"; url_tld = "$T/tld";
  dns { nameserver = "$DNS"; timeout = 5s; retransmits = 2; } }
logging { type = "console"; level = "info"; color = false; }
worker "normal" { bind_socket = "127.0.0.1:$PORT"; count = 1; }
modules { path = "${RSPAMD_SHARE:-/usr/share/rspamd}/plugins/$1.lua"; }
actions { reject = 15; }
$1 { .include "$T/$2" }
C
  rspamd -c "$T/rspamd.conf" -f -i -u root -g root --var=DBDIR="$T/db" --var=RUNDIR="$T/run" --var=LOGDIR="$T" \
    >"$T/log" 2>&1 & track $!
  started "$T/log"
  message '' >"$T/msg"
  for who in known unknown; do
    [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    curl -s -m 60 -H "IP: $ip" --data-binary @"$T/msg" "http://127.0.0.1:$PORT/checkv2" >"$T/out"
    echo "$who $(python3 -c 'import json,sys; print(" ".join(sorted(json.load(open(sys.argv[1]))["symbols"])))' "$T/out")"
  done
  complaints "$T/log" 'malformed|P0F_FAIL|error looking up|cannot (open|load|find symbol)|<lua>.*error'
}
rspamd_p0f() { snippet rspamd/p0f.conf >"$T/p0f.conf"; rspamd_with p0f p0f.conf; }
rspamd_rbl() { snippet rspamd/rbl.conf >"$T/rbl.conf"; rspamd_with rbl rbl.conf; }
# Patterns as sites wrote them for the labels of p0f 3.09b, beside one for labels of today (rspamd takes commas out).
rspamd_old_words() {
  { snippet rspamd/p0f.conf | sed '/^patterns/,$d'
    echo 'patterns = { OLD_NT = "^Windows NT kernel.*"; NEW_10 = "^Windows 10 11.*"; }'; } >"$T/p0f.conf"
  rspamd_with p0f p0f.conf
}

spamassassin() {
  mkdir -p "$T/rules" "$T/site"
  printf 'loadplugin Mail::SpamAssassin::Plugin::%s\n' Check HeaderEval DNSEval AskDNS >"$T/site/init.pre"
  snippet spamassassin/os.cf >"$T/rules/os.cf"
  cat >"$T/rules/00.cf" <<C
add_header all Status "tests=_TESTS_ autolearn=no"
fold_headers 0
report_safe 0
util_rb_tld com net org invalid example
dns_available yes
dns_server [${DNS%:*}]:${DNS##*:}
rbl_timeout 30
trusted_networks 192.0.2.25/32
internal_networks 192.0.2.25/32
use_bayes 0
C
  command spamassassin --lint -C "$T/rules" --siteconfigpath="$T/site" -p /dev/null >"$T/log" 2>&1; echo "lint $?"
  for who in known unknown; do
    [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    { [ $who = known ] && echo "X-OS-Fingerprint: Windows 7 or 8 ($ip)"
      echo "Received: from client.invalid (client.invalid [$ip]) by mx.invalid (Postfix) with ESMTP id 1 for <b@mx.invalid>; Mon, 1 Jan 2024 00:00:00 +0000"
      message '' | tr -d '\r'; } >"$T/msg"
    HOME=$T timeout 120 spamassassin -x -t -C "$T/rules" --siteconfigpath="$T/site" -p /dev/null <"$T/msg" >"$T/out" 2>>"$T/log"
    echo "$who $(sed -n 's/^X-Spam-Status:.*tests=\([^ ]*\).*/\1/p' "$T/out")"
  done
  complaints "$T/log" 'warn:|error'
}

amavisd() {
  U=amavis
  mkdir -p "$T/a/tmp" "$T/a/db" "$T/a/var" "$T/q"; chown -R "$U" "$T/a"
  cat >"$T/amavis.conf" <<C
use strict;
\$max_servers = 1; \$daemon_user = '$U'; \$daemon_group = '$(id -gn "$U")';
\$mydomain = 'mx.invalid'; \$myhostname = 'mx.invalid';
\$MYHOME = '$T/a'; \$TEMPBASE = '$T/a/tmp'; \$db_home = '$T/a/db'; \$helpers_home = '$T/a/var';
\$lock_file = '$T/a/lock'; \$pid_file = '$T/a/pid'; \$QUARANTINEDIR = undef;
\$enable_db = 0; \$enable_zmq = 0; \$enable_dkim_verification = 0; \$enable_dkim_signing = 0;
@bypass_virus_checks_maps = (1); @bypass_spam_checks_maps = (1); @bypass_banned_checks_maps = (1);
@bypass_header_checks_maps = (1); @local_domains_maps = (1); @mynetworks = qw(127.0.0.9/32);
\$unix_socketname = undef; \$inet_socket_bind = '127.0.0.1'; \$inet_socket_port = $PORT; @inet_acl = qw(127.0.0.1);
\$forward_method = 'smtp:[127.0.0.1]:$SINK'; \$notify_method = \$forward_method;
\$log_level = 4; \$do_syslog = 0; \$logfile = '$T/a/log';
1;
C
  snippet amavisd/50-synoptic >"$T/50-synoptic"
  python3 "$HERE/smtp_sink.py" "$SINK" "$T/q" & track $!
  command amavisd -c "$T/amavis.conf" -c "$T/50-synoptic" foreground >"$T/out" 2>&1 & track $!
  started "$T/out"
  for who in known unknown; do
    rm -f "$T"/q/*.eml; [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    python3 "$HERE/smtp_drive.py" "127.0.0.1:$PORT" --xforward "NAME=client.invalid ADDR=$ip PORT=41303 PROTO=ESMTP HELO=client.invalid" \
      --rcpt user@mx.invalid --timeout 60 >"$T/dlg" 2>&1
    for _ in $(seq 100); do ls "$T"/q/*.eml >/dev/null 2>&1 && break; sleep 0.1; done
    echo "$who $(python3 -c 'import email,sys; print(" ".join((email.message_from_file(open(sys.argv[1])).get("X-Amavis-OS-Fingerprint") or "").split()))' "$T"/q/*.eml)"
  done
  complaints "$T/a/log" '\(!!?\)'
}

unbound() {
  snippet unbound/os.conf >"$T/os.conf"
  cat >"$T/unbound.conf" <<C
server:
  username: ""
  chroot: ""
  directory: "$T"
  pidfile: "$T/unbound.pid"
  use-syslog: no
  do-daemonize: no
  interface: 127.0.0.1
  port: $PORT
  do-ip6: no
include: "$T/os.conf"
C
  command unbound -d -c "$T/unbound.conf" >"$T/log" 2>&1 & track $!
  started "$T/log"
  for who in known unknown; do
    [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    reversed=$(echo "$ip" | awk -F. '{ print $4 "." $3 "." $2 "." $1 }')
    dig +time=20 +tries=3 @127.0.0.1 -p "$PORT" A "$reversed.os.example" >"$T/answer"
    echo "$who $(sed -n 's/.*status: \([A-Z]*\),.*/\1/p' "$T/answer") $(awk '$4 == "A" { print $5 }' "$T/answer" | sort | xargs)"
  done
  complaints "$T/log" 'error|fatal'
}

# A resolver that knows the zone alone, in a mount namespace of its own.
RIP=${RELAY_IP:-127.53.53.3}
resolver() {
  printf 'nameserver %s\noptions timeout:5 attempts:3\n' "$RIP" >"$T/resolv.conf"
  python3 "$HERE/dns_relay.py" "$RIP" "$DNS" & track $!
}
INSIDE='mount --make-rprivate / && mount --bind "$1" /etc/resolv.conf && shift && exec "$@"'

postscreen() {
  . "$HERE/postfix_inst.sh"; pf_need
  resolver
  mkdir -p "$T/bin" "$T/pf/etc"
  cp "$DEPLOY/postfix/dnsbl_reply" "$T/pf/etc/"
  printf '#!/bin/sh\nexec unshare -m sh -c '\''%s'\'' sh "%s" "%s" "$@"\n' "$INSIDE" "$T/resolv.conf" "$PF_LIB/master" >"$T/bin/master"
  chmod +x "$T/bin/master"
  PFM=$T/bin/master; pf_start "postscreen_upstream_proxy_protocol = haproxy
postscreen_access_list =
postscreen_greet_wait = 3s
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
$(snippet postfix/postscreen.cf | sed "s#/etc/postfix#$T/pf/etc#")" \
    "127.0.0.1:$PORT inet n - n - 1 postscreen
smtpd     pass  - - n - - smtpd
dnsblog   unix  - - n - 0 dnsblog
tlsproxy  unix  - - n - 0 tlsproxy"
  started "$T/pf/out"
  for who in known unknown; do
    [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    pf_drive "127.0.0.1:$PORT" --proxy "$ip" --timeout 60
    grep -oE "addr $ip listed by domain .* as 127.0.1.*" "$pf_log" | sed "s/^addr $ip/$who/"
    grep -oE "(PASS NEW|DNSBL rank .*) \[$ip\]" "$pf_log" | sed "s/ \[.*//; s/^/$who /"
    [ -s "$T/mail" ] && echo "$who delivered"
  done
  echo "map $(postmap -q os.example "texthash:$T/pf/etc/dnsbl_reply")"
  sed '/warning: haproxy read: EOF/d' "$pf_log" >"$T/complaints" # the look whether it listens
  complaints "$T/complaints" 'warning:|fatal:|panic:'
}

exim() {
  EXIM=${EXIM:-$(command -v exim4 || command -v exim)}
  resolver
  mkdir -p "$T/spool" "$T/log"; chmod 777 "$T/spool" "$T/log"
  cat >"$T/exim.conf" <<C
primary_hostname = mx.invalid
exim_path = $EXIM
spool_directory = $T/spool
log_file_path = $T/log/%slog
pid_file_path = $T/spool/pid
local_interfaces = <; 127.0.0.1
daemon_smtp_ports = $PORT
hosts_proxy = 127.0.0.1
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts =
queue_only = true
keep_environment = LD_LIBRARY_PATH : PATH
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
begin acl
acl_rcpt:
$(snippet exim/dnslists.conf)
  accept
acl_data:
$(snippet exim/readsocket.conf)
  accept
begin routers
begin transports
C
  chmod 644 "$T/exim.conf"
  unshare -m sh -c "$INSIDE" sh "$T/resolv.conf" "$EXIM" -C "$T/exim.conf" -bdf >"$T/out" 2>&1 & track $!
  started "$T/out"
  for who in known unknown; do
    rm -rf "$T"/spool/input; [ $who = known ] && ip=$KNOWN || ip=$UNKNOWN
    python3 "$HERE/smtp_drive.py" "127.0.0.1:$PORT" --proxy "$ip" --timeout 60 \
      --header "X-OS-Fingerprint: OpenBSD 3.0 (192.0.2.1)" >"$T/dlg" 2>&1
    # the headers that would leave: those not marked as removed
    python3 - "$T"/spool/input/*-H <<'P' | sed "s/^/$who /"
import re, sys
b = open(sys.argv[1], encoding="latin-1").read().partition("\n\n")[2]
while m := re.match(r"\n*(\d{3,})(.) ", b):
    t, b = b[m.end():m.end() + int(m.group(1))], b[m.end() + int(m.group(1)):]
    if m.group(2) != "*" and t.startswith("X-OS"): print(" ".join(t.split()))
P
  done
  complaints <(cat "$T"/log/mainlog "$T"/log/paniclog 2>/dev/null) 'failed to expand|taint|error|not in 127'
}

"$SERVER"
exit 0
