; Synoptic's signature database: what the TCP and HTTP of known systems and programs look like.
;
;@ version = 2026.11.21.2
;
; ORIGIN. Two sources, told apart row by row:
;   - rows without a `from` line, or with one that names p0f 3.09b, are signatures of p0f 3.09b (labels partly reworded),
;     Copyright (C) 2012 by Michal Zalewski <lcamtuf@coredump.cx>
;   - the others were added by Synoptic; the line says how sure we are, since when, and who else reports it.
;   Arrangement, labels of added rows, rules and comments are Synoptic's. What changed when: docs/signatures-changelog.md.
;
; LICENCE. This file is free software under the GNU Lesser General Public License, version 2.1 (LGPL-2.1), as
;   published by the Free Software Foundation, like the database it is made from; LICENSES/LGPL-2.1.txt has the
;   text. It comes without any warranty. The licence of Synoptic's code (Apache-2.0) does not extend to it.
;
; READING IT. Comments have lines of their own. `label` is type:class:name:flavor; type `s` is specific, `g` a
;   catch-all that yields to any specific row; class `!` is a program, and `sys` then lists the systems it runs on.
;   Of specific rows that fit exactly, the first counts. Among rows that would fit each other's traffic, narrow ones
;   must therefore stand above wide ones. Names and flavors stay below 32 octets: p0f's query protocol has no room
;   for more.
;
; LINES THAT BEGIN WITH `;@` are comments to p0f and read by Synoptic (docs/signatures.md has the grammar):
;   after a label   id = the label's name for other rules, never reused   was = what p0f 3.09b says of such packets
;   before a sig    from = grade, date, sources   memory = what the window scale says of the machine
;                   among = what else looks the same, with weights where counted   only = p0f: not for the fleet
;   as a sig        sig = a rule that p0f's grammar has no words for
;   Grades: A two independent sources, or one measured and explained; B one good source and an explanation; C one
;   source, plausible; D doubtful, therefore a comment.

; The classes of systems that labels may name.
classes = win,unix,other

; ---- Links, by the size of the largest packet ------------------------------------------------------------------
;
;   sig = octets. Of rows with the same number the first counts.

[mtu]

; Plain Ethernet, and the classic dial-up size.

label = Ethernet or modem
  sig = 576
  sig = 1500

; Lines that spend octets of every packet on PPPoE or PPPoA.

label = DSL
  sig = 1452
  sig = 1454
  sig = 1492

label = L2TP
  ;@ from = B 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1456

label = DS-Lite
  ;@ from = C 2026-11-21 Haxe18/p0f-mtu@d18023fc
  sig = 1404

; Clouds, and the networks laid over networks inside them.

label = EC2 jumbo frames
  ;@ from = B 2026-11-21 own measurement
  sig = 9001

label = Google Cloud or a tunnel
  sig = 1460

label = VXLAN or a tunnel
  sig = 1450

label = Geneve overlay
  ;@ from = C 2026-11-21 own measurement
  sig = 1442

label = Google
  sig = 1470

; Tunnels: what is left of 1500 after one more header.

label = WireGuard or a tunnel
  sig = 1420
  sig = 1440

label = IPv6 minimum, overlay VPN, GIF
  sig = 1280

label = GIF
  sig = 1240

label = generic tunnel or VPN
  sig = 1300
  sig = 1400

label = IPSec or GRE
  sig = 1476

label = IPIP or SIT
  sig = 1480

label = PPTP
  sig = 1490

; OpenVPN, computed from cipher block, digest and the link below it. Mobile carriers use some of the same sizes.

label = OpenVPN UDP 64-bit SHA1
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1409

label = OpenVPN TCP 64-bit SHA1
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1407

label = OpenVPN UDP 64-bit SHA1 lzo
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1408

label = OpenVPN TCP 64-bit SHA1 lzo
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1406

label = OpenVPN UDP 128-bit SHA1
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1393

label = OpenVPN TCP 128-bit SHA1
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1391

label = OpenVPN UDP 128-bit SHA1 lzo
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1392

label = OpenVPN TCP 128-bit SHA1 lzo
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1390

label = OpenVPN UDP 128-bit SHA256
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1381

label = OpenVPN TCP 128-bit SHA256
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1379

label = OpenVPN UDP 128-bit SHA256 lzo
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1380

label = OpenVPN TCP 128-bit SHA256 lzo
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1378

label = OpenVPN UDP 64-bit SHA1 1450
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1359

label = OpenVPN TCP 64-bit SHA1 1450
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1357

label = OpenVPN UDP 128-bit SHA1 1450
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1343

label = OpenVPN TCP 128-bit SHA1 1450
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1341

label = OpenVPN UDP 128-bit SHA256 1450
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1331

label = OpenVPN TCP 128-bit SHA256 1450
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1329

label = OpenVPN UDP 64-bit SHA1 1400
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1309

label = OpenVPN TCP 64-bit SHA1 1400
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1307

label = OpenVPN UDP 128-bit SHA1 1400
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1293

label = OpenVPN TCP 128-bit SHA1 1400
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1291

label = OpenVPN UDP 128-bit SHA256 1400
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1281

label = OpenVPN TCP 128-bit SHA256 1400
  ;@ from = C 2026-11-21 ValdikSS/p0f-mtu@14d10957; Haxe18/p0f-mtu@d18023fc; bis-gmbh/p0f@39de9f93
  sig = 1279

; Rare links.

label = AX.25 radio modem
  sig = 256

label = SLIP
  sig = 552

label = VLAN
  sig = 1496

label = Ericsson HIS modem
  sig = 1656

label = jumbo Ethernet
  sig = 9000

; A machine talking to itself.

label = loopback
  sig = 3924
  sig = 16384
  sig = 16436

; Doubtful, off:
;   D 8500 transit gateway or fabric: documented by one cloud, never captured
;   D 1460 DS-Lite: the same number as Google Cloud and many tunnels
;   D 1397, 1395 OpenVPN AES-256: two sources disagree about the label
;   C 1440 CDN edge: seen in captures only

; ---- Who connects: SYN ------------------------------------------------------------------------------------------
;
;   sig = ver:ittl:olen:mss:wsize,scale:olayout:quirks:pclass

[tcp:request]

; Linux: MSS, SACK, timestamps, scale, in that order. The window is a multiple of the segment size, and
; which multiple tells the generation. The catch-alls at the end ask less and less of the window.
;
; Since 4.20 it is the largest multiple below 65,536, so the multiplier follows the path: 44 on Ethernet, 45 behind
; PPPoE and over IPv6, 7 with jumbo frames. The rules say that once; the rows below them are for p0f. The scale
; follows tcp_rmem[2], which recent kernels cap by the machine's memory.

label = s:unix:Linux:4.20-6.15
  ;@ id = linux-4.20-6.15
  ;@ was = Linux:2.2.x-3.x
  ;@ among = unix:Linux:6.16 or newer, 1 GiB or less
  ;@ from = A 2026-11-21 own measurement; mat-1/p0f@26011e93; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  ;@ sig = *:64:0:*:mss*max,7:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mat-1/p0f@26011e93; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  sig = *:64:0:*:mss*44,7:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:6.16 or newer
  ;@ id = linux-6.16-or-newer
  ;@ was = Linux:2.2.x-3.x
  ;@ memory = 6 GiB or more
  ;@ among = unix:Linux:4.20 or newer, tcp_rmem raised to 32 MiB
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  ;@ sig = *:64:0:*:mss*max,10:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ memory = 3 to 4 GiB
  ;@ among = unix:Linux:4.20 or newer, tcp_rmem raised to 16 MiB
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  ;@ sig = *:64:0:*:mss*max,9:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ memory = 1.5 to 2 GiB
  ;@ from = B 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  ;@ sig = *:64:0:*:mss*max,8:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:mss*44,10:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:mss*44,9:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = B 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:mss*44,8:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:4.20 or newer
  ;@ id = linux-4.20-or-newer
  ;@ was = Linux:2.2.x-3.x
  ;@ memory = 512 MiB
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,6:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ memory = 256 MiB
  ;@ from = B 2026-11-21 own measurement; xnih/satori@73fa88fe
  ;@ sig = *:64:0:*:mss*max,5:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,*:mss,nop,nop,ts,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,0:mss,sok,ts:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,0:mss,nop,nop,sok:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,*:mss,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,6:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = B 2026-11-21 own measurement; xnih/satori@73fa88fe
  sig = *:64:0:*:mss*44,5:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,*:mss,nop,nop,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,0:mss,sok,ts:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,0:mss,nop,nop,sok:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,*:mss,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,*:mss,sok,ts,nop,ws:df,id+,ecn:0

label = s:unix:Linux:4.20 or newer (no timestamps)
  ;@ id = linux-4.20-or-newer-no-timestamps
  ;@ was = Linux:2.2.x-3.x (no timestamps)
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,*:mss,nop,nop,sok,nop,ws:df,id+,ecn?:0

; Options that a program asks for: fast open ends with two fillers, multipath with none.

label = s:unix:Linux:4.20 or newer (fast open)
  ;@ id = linux-4.20-or-newer-fast-open
  ;@ was = ???
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c (tcp_options_write: fast open after the others, filled up with two nops)
  ;@ sig = *:64:0:*:mss*max,*:mss,sok,ts,nop,ws,?34,nop,nop:df,id+,ecn?:*

label = s:unix:Linux:5.6 or newer (multipath)
  ;@ id = linux-5.6-or-newer-multipath
  ;@ was = ???
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c, net/mptcp/options.c (multipath capable: four octets, last)
  ;@ sig = *:64:0:*:mss*max,*:mss,sok,ts,nop,ws,?30:df,id+,ecn?:0

label = s:unix:Linux:4.20 or newer (jumbo frames)
  ;@ id = linux-4.20-or-newer-jumbo-frames
  ;@ was = Linux:2.2.x-3.x
  ;@ from = B 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:62727,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 own measurement
  sig = *:64:0:*:62720,*:mss,sok,ts,nop,ws:df,id+:0

; 6.6 to 6.9 offer what fits in a quarter of the buffer: the largest multiple below 33,281.

label = s:unix:Linux:6.6-6.9
  ;@ id = linux-6.6-6.9
  ;@ was = Linux:2.2.x-3.x
  ;@ among = unix:Linux:4.20 or newer, tcp_rmem default 65536
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c v6.6 (default scaling ratio 65 of 256); xnih/satori@73fa88fe
  ;@ sig = *:64:0:*:mss*max(33280),7:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:mss*22,7:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:3.11-4.19
  ;@ id = linux-3.11-4.19
  ;@ was = Linux:3.11 and newer
  sig = *:64:0:*:mss*20,10:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 p0f 3.09b; p0f/p0f@4abbd20e; xnih/satori@73fa88fe
  sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,6:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 vladc/fp.ip-api.com@61e69507
  sig = *:64:0:*:mss*20,8:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,9:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19, net/ipv6 (flow labels on since 4.3)
  sig = 6:64:0:*:mss*20,7:mss,sok,ts,nop,ws:flow:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,7:mss,nop,nop,ts,nop,ws:df,id+,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,7:mss,nop,nop,ts,nop,ws:df,id+:0

label = s:unix:Linux:3.11-4.19 (no timestamps)
  ;@ id = linux-3.11-4.19-no-timestamps
  ;@ was = Linux:2.2.x-3.x (no timestamps)
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,7:mss,nop,nop,sok,nop,ws:df,id+:0

label = s:unix:Linux:Roku
  ;@ id = linux-roku
  ;@ was = Linux:2.2.x-3.x
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:mss*20,4:mss,sok,ts,nop,ws:df,id+:0

; Fire TV sticks and some speakers send the scale 6 of this label.

label = s:unix:Linux:3.1-3.10
  ;@ id = linux-3.1-3.10
  sig = *:64:0:*:mss*10,4:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*10,5:mss,sok,ts,nop,ws:df,id+:0
  ;@ among = 12 unix:Linux:; 1 unix:Linux:Debian
  ;@ from = C 2026-11-21 p0f 3.09b; xnih/satori@73fa88fe; p0f/p0f@4abbd20e
  sig = *:64:0:*:mss*10,6:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*10,7:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.6.x
  ;@ id = linux-2.6.x
  sig = *:64:0:*:mss*4,6:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*4,7:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*4,8:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.4.x
  ;@ id = linux-2.4.x
  sig = *:64:0:*:mss*4,0:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*4,1:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*4,2:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.2.x
  ;@ id = linux-2.2.x
  sig = *:64:0:*:mss*11,0:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*20,0:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*22,0:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.0
  ;@ id = linux-2.0
  sig = *:64:0:*:mss*12,0:mss::0
  sig = *:64:0:*:16384,0:mss::0

; A machine talking to itself never reaches a mail host, but is in many a test.

label = s:unix:Linux:4.20 or newer (loopback)
  ;@ id = linux-4.20-or-newer-loopback
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 own measurement (6.18); torvalds/linux drivers/net/loopback.c (MTU 65536)
  sig = *:64:0:65495:mss*1,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement (6.18); torvalds/linux drivers/net/loopback.c (MTU 65536)
  sig = 6:64:0:65476:mss*1,*:mss,sok,ts,nop,ws:flow:0

label = s:unix:Linux:3.x-4.19 (loopback)
  ;@ id = linux-3.x-4.19-loopback
  ;@ was = Linux:2.2.x-3.x
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c (tcp_rmem 87380, of which half is offered), drivers/net/loopback.c (MTU 65536)
  sig = *:64:0:65495:43690,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c (tcp_rmem 87380, of which half is offered), drivers/net/loopback.c (MTU 65536)
  sig = 6:64:0:65476:43690,*:mss,sok,ts,nop,ws:flow:0

label = s:unix:Linux:3.x (loopback)
  ;@ id = linux-3.x-loopback
  sig = *:64:0:16396:mss*2,4:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:16376:mss*2,4:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.6.x (loopback)
  ;@ id = linux-2.6.x-loopback
  sig = *:64:0:16396:mss*2,2:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:16376:mss*2,2:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.4.x (loopback)
  ;@ id = linux-2.4.x-loopback
  sig = *:64:0:16396:mss*2,0:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.2.x (loopback)
  ;@ id = linux-2.2.x-loopback
  sig = *:64:0:3884:mss*8,0:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:2.6.x (Google crawler)
  ;@ id = linux-2.6.x-google-crawler
  sig = 4:64:0:1430:mss*4,6:mss,sok,ts,nop,ws::0

; Android: Linux with an initial window of 60 segments, cut to 65,535. The scale follows the buffer sizes that a vendor
; sets for a kind of radio, so releases overlap. Tethered computers and VPN programs on a phone show it too.

label = s:unix:Linux:(Android)
  ;@ id = linux-android
  sig = *:64:0:*:mss*44,1:mss,sok,ts,nop,ws:df,id+:0
  sig = *:64:0:*:mss*44,3:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:Android 5.x-6.x
  ;@ id = linux-android-5.x-6.x
  ;@ was = Linux:2.2.x-3.x
  ;@ from = B 2026-11-21 biandratti/huginn-net@39821144; xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,6:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:Android 7.0-8.1
  ;@ id = linux-android-7.0-8.1
  ;@ was = Linux:2.2.x-3.x
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738; ntop/nDPI@3b1286ab
  sig = *:64:0:*:65535,7:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:Android 5.1-10
  ;@ id = linux-android-5.1-10
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 biandratti/huginn-net@39821144; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,8:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 p0f/p0f@4abbd20e
  sig = *:64:0:*:65535,8:mss,sok,nop,nop,nop,nop,nop,nop,nop,nop,nop,nop,nop,ws:df,id+:0

label = s:unix:Linux:Android 10-12
  ;@ id = linux-android-10-12
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,9:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:Android 11-14
  ;@ id = linux-android-11-14
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,10:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,10:mss,sok,ts,nop,ws:df,id+,ecn:0

label = s:unix:Linux:Android 12 or newer
  ;@ id = linux-android-12-or-newer
  ;@ was = Linux:2.2.x-3.x
  ;@ from = C 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,12:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:relay exit, scale 13
  ;@ id = linux-relay-exit-scale-13
  ;@ was = Linux:2.2.x-3.x
  ;@ from = C 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,13:mss,sok,ts,nop,ws:df,id+:0

label = s:unix:Linux:speed-test appliance
  ;@ id = linux-speed-test-appliance
  ;@ was = Linux:2.2.x-3.x
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:mss*29,13:mss,sok,ts,nop,ws:df,id+:0

; Doubtful, off:
;   D s:unix:Linux:6.x  *:64:0:*:63616,7:mss,sok,ts,nop,ws:df,id+:0 (one source, and no explanation: 497 x 128)
;   D s:unix:Linux:relay exit  *:64:0:*:mss*44,13:mss,sok,ts,nop,ws:df,id+:0 (one source)
;   D s:unix:Linux:Android, carrier clears DF  *:64:0:*:65535,9:mss,sok,ts,nop,ws:id-:0 (fits approximately anyway)

; Catch-alls. What 29 x MSS says is a setting (tcp_rmem 87380), not a version.

label = g:unix:Linux:4.20 or newer
  ;@ id = linux-4.20-or-newer-any
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 own measurement; mat-1/p0f@26011e93; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  ;@ sig = *:64:0:*:mss*max,*:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mat-1/p0f@26011e93; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  ;@ sig = *:64:0:*:mss*max,0:mss:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement; ezbik/p0f3@da5b08d1; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:mss*45,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:mss*46,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = B 2026-11-21 own measurement
  sig = *:64:0:*:mss*47,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*48,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = C 2026-11-21 mat-1/p0f@26011e93
  sig = *:64:0:*:mss*49,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*52,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement; mat-1/p0f@26011e93
  sig = *:64:0:*:mss*7,*:mss,sok,ts,nop,ws:df,id+:0
  ;@ from = A 2026-11-21 own measurement
  sig = 6:64:0:*:mss*45,*:mss,sok,ts,nop,ws:flow:0
  ;@ from = A 2026-11-21 own measurement
  sig = 6:64:0:*:mss*46,*:mss,sok,ts,nop,ws:flow:0
  ;@ from = A 2026-11-21 own measurement
  sig = 6:64:0:*:mss*48,*:mss,sok,ts,nop,ws:flow:0
  ;@ from = A 2026-11-21 own measurement
  sig = 6:64:0:*:mss*53,*:mss,sok,ts,nop,ws:flow:0
  ;@ from = A 2026-11-21 own measurement
  sig = 6:64:0:*:mss*7,*:mss,sok,ts,nop,ws:flow:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,*:mss,nop,nop,sok,nop,ws:df,id+:0

label = g:unix:Linux:tcp_rmem default 87380
  ;@ id = linux-tcp-rmem-default-87380-any
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  ;@ sig = *:64:0:*:mss*max(43690),*:mss,sok,ts,nop,ws:df,id+,ecn?:0
  ;@ from = A 2026-11-21 own measurement; biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  sig = *:64:0:*:mss*29,*:mss,sok,ts,nop,ws:df,id+:0

label = g:unix:Linux:3.x
  ;@ id = linux-3.x-any
  sig = *:64:0:*:mss*10,*:mss,sok,ts,nop,ws:df,id+:0

label = g:unix:Linux:2.4.x-2.6.x
  ;@ id = linux-2.4.x-2.6.x-any
  sig = *:64:0:*:mss*4,*:mss,sok,ts,nop,ws:df,id+:0

label = g:unix:Linux:
  ;@ id = linux
  ;@ was = Linux:2.2.x-3.x
  sig = *:64:0:*:*,*:mss,sok,ts,nop,ws:df,id+:0

label = g:unix:Linux:(no timestamps)
  ;@ id = linux-no-timestamps-any
  ;@ was = Linux:2.2.x-3.x (no timestamps)
  sig = *:64:0:*:*,*:mss,nop,nop,sok,nop,ws:df,id+:0

; Too little to go by: old Windows, printers and embedded stacks send the same. p0f keeps it; the fleet does not.

label = g:unix:Linux:(barebone)
  ;@ id = linux-barebone-any
  ;@ was = Linux:2.2.x-3.x (barebone)
  ;@ only = p0f
  sig = *:64:0:*:*,0:mss:df,id+:0

; Windows: starts with 128 hops; timestamps are off. Fixed windows of 8192, 16384 or 65535 once; since 10 1703 the
; largest multiple of the segment size below 65,536, or 65,535. Which of the two appears depends on auto-tuning. The
; SYN does not tell 10, 11 and Server 2019 to 2025 apart; that ECN is asked for says Server.

label = s:win:Windows:10, 11, Server 2019-2025
  ;@ id = windows-10-11-server-2019-2025
  ;@ was = Windows:NT kernel
  ;@ from = A 2026-11-21 biandratti/huginn-net@39821144; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; mat-1/p0f@26011e93; vladc/fp.ip-api.com@61e69507; xnih/satori@73fa88fe
  ;@ sig = *:128:0:*:mss*max,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe
  ;@ sig = *:128:0:*:mss*max,8:mss,nop,ws,sok,ts:df,id+:0
  ;@ from = A 2026-11-21 biandratti/huginn-net@39821144; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779; mat-1/p0f@26011e93; vladc/fp.ip-api.com@61e69507; xnih/satori@73fa88fe
  sig = *:128:0:*:mss*44,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = A 2026-11-21 biandratti/huginn-net@39821144; mrheinen/p0f@d7423869; vladc/fp.ip-api.com@61e69507; xnih/satori@73fa88fe; Muno459/skyproxy@3dd0e21e; biandratti/huginn-net@b5db7738
  sig = *:128:0:*:65535,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = B 2026-11-21 biandratti/huginn-net@b5db7738; xnih/satori@73fa88fe
  sig = *:128:0:*:65518,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = C 2026-11-21 mat-1/p0f@26011e93
  sig = *:128:0:*:65340,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe
  sig = *:128:0:*:mss*44,8:mss,nop,ws,sok,ts:df,id+:0
  ;@ from = C 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:128:0:*:65535,8:mss,nop,ws,sok,ts:df,id+:0
  ;@ from = C 2026-11-21 ezbik/p0f3@da5b08d1
  sig = 6:128:0:*:mss*45,8:mss,nop,ws,nop,nop,sok:flow:0
  ;@ from = B 2026-11-21 ezbik/p0f3@da5b08d1
  sig = 6:64:0:*:mss*45,8:mss,nop,ws,nop,nop,sok:flow:0
  ;@ from = C 2026-11-21 ezbik/p0f3@da5b08d1
  sig = 6:255:0:*:65535,8:mss,nop,ws,nop,nop,sok:flow:0

label = s:win:Windows:Server 2019-2025
  ;@ id = windows-server-2019-2025
  ;@ was = Windows:NT kernel
  ;@ from = A 2026-11-21 prackema/p0f_signature_generator@9f1c0002; biandratti/huginn-net@b5db7738
  ;@ sig = *:128:0:*:mss*max,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0
  ;@ from = A 2026-11-21 prackema/p0f_signature_generator@9f1c0002; biandratti/huginn-net@b5db7738
  sig = *:128:0:*:mss*44,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0
  ;@ from = C 2026-11-21 mrheinen/p0f@d7423869
  sig = *:128:0:*:mss*46,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0
  ;@ from = B 2026-11-21 mrheinen/p0f@d7423869; prackema/p0f_signature_generator@9f1c0002; biandratti/huginn-net@b5db7738
  sig = *:128:0:*:65535,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0

; A VPN program, a hypervisor or a telephone that shares its line has rewritten the hops.

label = s:win:Windows:10 or newer, relayed
  ;@ id = windows-10-or-newer-relayed
  ;@ was = Windows:NT kernel
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:mss*44,8:mss,nop,ws,nop,nop,sok:df,id+:0

label = s:win:Windows:10 1607 or Server 2016
  ;@ id = windows-10-1607-or-server-2016
  ;@ was = Windows:NT kernel 5.x
  ;@ from = B 2026-11-21 biandratti/huginn-net@39821144; xnih/satori@73fa88fe
  sig = *:128:0:*:65535,3:mss,nop,ws,nop,nop,sok:df,id+:0

label = s:win:Windows:Server 2016
  ;@ id = windows-server-2016
  ;@ was = Windows:NT kernel 5.x
  ;@ from = C 2026-11-21 mrheinen/p0f@d7423869
  sig = *:128:0:*:65535,3:mss,nop,ws,nop,nop,sok:df,id+,ecn:0

label = s:win:Windows:7-10 1607, Server 2008-2016
  ;@ id = windows-7-10-1607-server-2008-2016
  ;@ was = Windows:7 or 8
  ;@ among = 44 win:Windows:7 or Server 2008 R2; 39 win:Windows:7 or Server 2008 R2 (SP1); 26 win:Windows:10 1511; 11 win:Windows:10
  ;@ from = A 2026-11-21 p0f 3.09b; p0f/p0f@4abbd20e; xnih/satori@73fa88fe
  sig = *:128:0:*:8192,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = C 2026-11-21 the row without timestamps, and the answer with them
  sig = *:128:0:*:8192,8:mss,nop,ws,sok,ts:df,id+:0

label = s:win:Windows:Server 2012-2016
  ;@ id = windows-server-2012-2016
  ;@ was = Windows:7 or 8
  ;@ from = A 2026-11-21 mrheinen/p0f@d7423869
  sig = *:128:0:*:8192,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0

; When its scaling option goes unanswered, a new Windows retries in XP's clothes.

label = s:win:Windows:XP, 2003, or 10 on a retry
  ;@ id = windows-xp-2003-or-10-on-a-retry
  ;@ was = Windows:NT kernel
  ;@ among = 38 win:Windows:XP; 6 win:Windows:Server 2003; 1 win:Windows:7; 1 unix:Linux:
  ;@ from = C 2026-11-21 biandratti/huginn-net@b5db7738; p0f/p0f@4abbd20e; xnih/satori@73fa88fe
  ;@ sig = *:128:0:*:mss*max,0:mss,nop,nop,sok:df,id+:0
  ;@ among = 38 win:Windows:XP; 6 win:Windows:Server 2003; 1 win:Windows:7; 1 unix:Linux:
  ;@ from = C 2026-11-21 biandratti/huginn-net@b5db7738; p0f/p0f@4abbd20e; xnih/satori@73fa88fe
  sig = *:128:0:*:mss*44,0:mss,nop,nop,sok:df,id+:0

label = s:win:Windows:XP
  ;@ id = windows-xp
  sig = *:128:0:*:16384,0:mss,nop,nop,sok:df,id+:0
  ;@ among = win:Windows:10 or newer on a retry
  sig = *:128:0:*:65535,0:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,0:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,1:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,2:mss,nop,ws,nop,nop,sok:df,id+:0

label = s:win:Windows:7 or 8
  ;@ id = windows-7-or-8
  sig = *:128:0:*:8192,0:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:8192,2:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:128:0:*:8192,2:mss,nop,ws,sok,ts:df,id+:0

label = s:win:Windows:7 (Websense crawler)
  ;@ id = windows-7-websense-crawler
  sig = *:64:0:1380:mss*4,6:mss,nop,nop,ts,nop,ws:df,id+:0
  sig = *:64:0:1380:mss*4,7:mss,nop,nop,ts,nop,ws:df,id+:0

label = g:win:Windows:10 or newer
  ;@ id = windows-10-or-newer-any
  ;@ was = Windows:NT kernel
  ;@ from = B 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:128:0:*:mss*45,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = B 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:128:0:*:mss*46,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = A 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:128:0:*:mss*47,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = B 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:128:0:*:mss*48,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:128:0:*:mss*52,8:mss,nop,ws,nop,nop,sok:df,id+:0

label = g:win:Windows:NT kernel 5.x
  ;@ id = windows-nt-kernel-5.x-any
  sig = *:128:0:*:16384,*:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,*:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:16384,*:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,*:mss,nop,ws,nop,nop,sok:df,id+:0

label = g:win:Windows:NT kernel 6.x
  ;@ id = windows-nt-kernel-6.x-any
  sig = *:128:0:*:8192,*:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:8192,*:mss,nop,ws,nop,nop,sok:df,id+:0

label = g:win:Windows:NT kernel
  ;@ id = windows-nt-kernel-any
  sig = *:128:0:*:*,*:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:*,*:mss,nop,ws,nop,nop,sok:df,id+:0

; Apple: 65535, and the only family that closes its options with eol and a single octet of padding. One stack for
; computers, telephones, tablets, watches and television boxes. The first SYN of most connections asks for ECN. The
; IP identification is zero since about 10.13 and iOS 11.

label = s:unix:Mac OS X:10.14 or newer, iOS 12 or newer
  ;@ id = mac-os-x-10.14-or-newer-ios-12-or-newer
  ;@ was = Mac OS X:
  ;@ from = A 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738; ntop/nDPI@3b1286ab
  sig = *:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0
  ;@ from = A 2026-11-21 Muno459/skyproxy@3dd0e21e; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df,ecn:0
  ;@ from = B 2026-11-21 ezbik/p0f3@da5b08d1
  sig = 6:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:flow:0
  ;@ from = B 2026-11-21 ezbik/p0f3@da5b08d1
  sig = 6:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:ecn,flow:0
  ;@ from = B 2026-11-21 apple-oss-distributions/xnu bsd/netinet/tcp_output.c (fast open last, where eol would be)
  ;@ sig = *:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,?34:df,ecn?:*

label = s:unix:Mac OS X:10.13-10.14, iOS 11-13
  ;@ id = mac-os-x-10.13-10.14-ios-11-13
  ;@ was = Mac OS X:
  ;@ from = A 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0
  ;@ from = A 2026-11-21 biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:df,ecn:0
  ;@ from = B 2026-11-21 apple-oss-distributions/xnu bsd/netinet/tcp_output.c (fast open last, where eol would be)
  ;@ sig = *:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,?34:df,ecn?:*

label = s:unix:Mac OS X:10.10-10.14, iOS 8-13
  ;@ id = mac-os-x-10.10-10.14-ios-8-13
  ;@ was = ???
  ;@ from = B 2026-11-21 the IPv4 rows of both generations, without the identification that tells them apart
  sig = 6:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:flow:0

label = s:unix:Mac OS X:10.10-10.12, iOS 8-10
  ;@ id = mac-os-x-10.10-10.12-ios-8-10
  ;@ was = Mac OS X:
  ;@ from = A 2026-11-21 biandratti/huginn-net@39821144; xnih/satori@73fa88fe
  sig = *:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

label = s:unix:Mac OS X:iOS 12-13
  ;@ id = mac-os-x-ios-12-13
  ;@ was = Mac OS X:
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,7:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0

label = s:unix:Mac OS X:last retry
  ;@ id = mac-os-x-last-retry
  ;@ was = ???
  ;@ from = B 2026-11-21 Muno459/skyproxy@3dd0e21e; xnih/satori@73fa88fe
  sig = *:64:0:*:65535,0:mss,sok,eol+1:df:0

label = s:unix:Mac OS X:10.x
  ;@ id = mac-os-x-10.x
  sig = *:64:0:*:65535,1:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0
  sig = *:64:0:*:65535,3:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

label = s:unix:Mac OS X:10.8-10.9, iOS 7, tvOS 14
  ;@ id = mac-os-x-10.8-10.9-ios-7-tvos-14
  ;@ was = MacOS X:10.9 or newer (sometimes iPhone or iPad)
  ;@ among = 34 unix:Mac OS X:10.8.5; 1 unix:Mac OS X:10.9.2
  ;@ from = C 2026-11-21 p0f 3.09b; xnih/satori@73fa88fe; p0f/p0f@4abbd20e
  sig = *:64:0:*:65535,4:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

label = s:unix:iOS:iPhone or iPad
  ;@ id = ios-iphone-or-ipad
  sig = *:64:0:*:65535,2:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

label = g:unix:Mac OS X:10.13 or newer, iOS 11 or newer
  ;@ id = mac-os-x-10.13-or-newer-ios-11-or-newer-any
  ;@ was = Mac OS X:
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe; biandratti/huginn-net@b5db7738
  sig = *:64:0:*:65535,*:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0

label = g:unix:Mac OS X:
  ;@ id = mac-os-x
  sig = *:64:0:*:65535,*:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

; Doubtful, off: a carrier's relay, not the telephone behind it.
;   D carrier relay  *:64:0:*:65535,12:mss,nop,ws,sok,ts:df,ecn:0 (called iPhone by two, six systems by a third)
;   D carrier proxy  *:255:0:*:65535,9:mss,nop,ws,sok,ts:df,id+:0

; FreeBSD: 65535, told apart by scale; since 11 the identification of packets with DF is zero. pfSense, OPNsense and
; many storage and delivery appliances are FreeBSD.

label = s:unix:FreeBSD:11.x-14.x
  ;@ id = freebsd-11.x-14.x
  ;@ was = FreeBSD:9.x or newer
  ;@ from = C 2026-11-21 mrheinen/p0f@d7423869
  sig = *:64:0:*:65535,6:mss,nop,ws,sok,ts:df:0
  ;@ from = C 2026-11-21 freebsd/freebsd-src sys/netinet/tcp_usrreq.c, tcp_output.c (scale from the largest buffer), RFC 6864
  sig = *:64:0:*:65535,7:mss,nop,ws,sok,ts:df:0
  ;@ from = C 2026-11-21 freebsd/freebsd-src sys/netinet/tcp_usrreq.c, tcp_output.c (scale from the largest buffer), RFC 6864
  sig = *:64:0:*:65535,8:mss,nop,ws,sok,ts:df:0
  ;@ from = C 2026-11-21 freebsd/freebsd-src sys/netinet/tcp_usrreq.c, tcp_output.c (scale from the largest buffer), RFC 6864
  sig = *:64:0:*:65535,9:mss,nop,ws,sok,ts:df:0
  ;@ from = C 2026-11-21 freebsd/freebsd-src sys/netinet/tcp_usrreq.c, tcp_output.c (scale from the largest buffer), RFC 6864
  sig = *:64:0:*:65535,10:mss,nop,ws,sok,ts:df:0

label = s:unix:FreeBSD:8.x-10.x
  ;@ id = freebsd-8.x-10.x
  ;@ was = FreeBSD:9.x or newer
  ;@ from = B 2026-11-21 p0f 3.09b; p0f/p0f@4abbd20e
  sig = *:64:0:*:65535,6:mss,nop,ws,sok,ts:df,id+:0

label = s:unix:FreeBSD:8.x
  ;@ id = freebsd-8.x
  sig = *:64:0:*:65535,3:mss,nop,ws,sok,ts:df,id+:0

label = s:unix:VMware:ESXi 6.5
  ;@ id = vmware-esxi-6.5
  ;@ was = FreeBSD:
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:65535,9:mss,nop,ws,sok,ts:df,id+:0

label = g:unix:FreeBSD:
  ;@ id = freebsd
  sig = *:64:0:*:65535,*:mss,nop,ws,sok,ts:df,id+:0

; OpenBSD: 16384, options padded to words one by one. Its packet filter rewrites others' packets, its own too.

label = s:unix:OpenBSD:6.1 or newer
  ;@ id = openbsd-6.1-or-newer
  ;@ was = ???
  ;@ from = C 2026-11-21 freebsd/freebsd-src@e4452d45
  sig = *:64:0:*:16384,6:mss,nop,nop,sok,nop,ws,nop,nop,ts::0
  ;@ from = B 2026-11-21 freebsd/freebsd-src@e4452d45
  sig = *:64:0:*:16384,6:mss,nop,nop,sok,nop,ws,nop,nop,ts:df,id+:0

label = s:unix:OpenBSD:3.x
  ;@ id = openbsd-3.x
  sig = *:64:0:*:16384,0:mss,nop,nop,sok,nop,ws,nop,nop,ts:df,id+:0

label = s:unix:OpenBSD:4.x-6.0
  ;@ id = openbsd-4.x-6.0
  ;@ was = OpenBSD:4.x-5.x
  sig = *:64:0:*:16384,3:mss,nop,nop,sok,nop,ws,nop,nop,ts:df,id+:0

; Doubtful, off:
;   D s:unix:DragonFly:2.4-2.7  *:64:0:*:57344,5:mss,nop,ws,nop,nop,sok,nop,nop,ts::0 (no DF in the source)

; Solaris.

label = s:unix:Solaris:8
  ;@ id = solaris-8
  sig = *:64:0:*:32850,1:nop,ws,nop,nop,ts,nop,nop,sok,mss:df,id+:0

label = s:unix:Solaris:10
  ;@ id = solaris-10
  sig = *:64:0:*:mss*34,0:mss,nop,ws,nop,nop,sok:df,id+:0

; Systems seldom met.

label = s:unix:OpenVMS:8.x
  ;@ id = openvms-8.x
  sig = 4:128:0:1460:mtu*2,0:mss,nop,ws::0

label = s:unix:OpenVMS:7.x
  ;@ id = openvms-7.x
  sig = 4:64:0:1460:61440,0:mss,nop,ws::0

label = s:other:NeXTSTEP:
  ;@ id = nextstep
  sig = 4:64:0:1024:mss*4,0:mss::0

label = s:unix:Tru64:4.x
  ;@ id = tru64-4.x
  sig = 4:64:0:1460:32768,0:mss,nop,ws:df,id+:0

; Boxes in the middle. They answer for whatever is behind them, so they are named and never a system's family.

label = s:other:F5:BIG-IP full proxy
  ;@ id = f5-big-ip-full-proxy
  ;@ was = ???
  ;@ among = 1 win:Windows:10 behind it
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe
  sig = *:255:0:*:mss*3,0:mss,sok,eol+1:df,id+:0
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:255:0:*:mss*3,0:mss,nop,nop,ts,sok,eol+1:df,id+:0

label = s:other:NetScaler:load balancer
  ;@ id = netscaler-load-balancer
  ;@ was = Windows:NT kernel
  ;@ from = C 2026-11-21 Citrix command reference, ns tcpProfile (buffer of 8190 octets)
  sig = *:255:0:*:8190,8:mss,nop,ws,nop,nop,sok:df,id+:0

label = s:other:Cisco:IOS
  ;@ id = cisco-ios
  ;@ was = Linux:2.2.x-3.x (barebone)
  ;@ from = A 2026-11-21 freebsd/freebsd-src@e4452d45
  sig = *:255:0:*:4128,0:mss::0

label = s:other:gVisor:netstack
  ;@ id = gvisor-netstack
  ;@ was = Linux:2.2.x-3.x
  ;@ from = A 2026-11-21 own measurement
  sig = 4:64:0:*:29184,7:mss,sok,ts,nop,ws::0
  ;@ from = A 2026-11-21 own measurement
  sig = 4:64:0:*:28288,7:mss,sok,ts,nop,ws::0
  ;@ from = A 2026-11-21 own measurement
  sig = 4:64:0:*:24704,7:mss,sok,ts,nop,ws::0

label = s:other:Brother:printer
  ;@ id = brother-printer
  ;@ was = ???
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:8688,0:mss,nop,ws,nop,nop,sok,nop,nop,ts::0

; The port scanners, whose probes forge what no stack would send. A scanner says nothing of the machine it runs on.
; p0f sees a set ACK number by one bit of it, so most probes of one program need two rows.

label = s:!:NMap:SYN scan
  sys = @unix,@win
  ;@ id = nmap-syn-scan
  sig = *:64-:0:1460:1024,0:mss::0
  sig = *:64-:0:1460:2048,0:mss::0
  sig = *:64-:0:1460:3072,0:mss::0
  sig = *:64-:0:1460:4096,0:mss::0

label = s:!:NMap:OS detection
  sys = @unix,@win
  ;@ id = nmap-os-detection
  sig = *:64-:0:265:512,0:mss,sok,ts:ack+:0
  sig = *:64-:0:0:4,10:sok,ts,ws,eol+0:ack+:0
  sig = *:64-:0:1460:1,10:ws,nop,mss,ts,sok:ack+:0
  sig = *:64-:0:536:16,10:mss,sok,ts,ws,eol+0:ack+:0
  sig = *:64-:0:640:4,5:ts,nop,nop,ws,nop,mss:ack+:0
  sig = *:64-:0:1400:63,0:mss,ws,sok,ts,eol+0:ack+:0
  sig = *:64-:0:265:31337,10:ws,nop,mss,ts,sok:ack+:0
  sig = *:64-:0:1460:3,10:ws,nop,mss,sok,nop,nop:ecn,uptr+:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:1460:1,10:ws,nop,mss,ts,sok::0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:1400:63,0:mss,ws,sok,ts,eol+0::0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:640:4,5:ts,nop,nop,ws,nop,mss::0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:0:4,10:sok,ts,ws,eol+0::0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:536:16,10:mss,sok,ts,ws,eol+0::0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:265:512,0:mss,sok,ts::0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64-:0:265:31337,10:ws,nop,mss,ts,sok::0

label = s:!:Masscan:TCP scan
  sys = @unix,@win
  ;@ id = masscan-tcp-scan
  ;@ was = ???
  ;@ from = A 2026-11-21 own measurement; ivre/ivre@9751e08c
  sig = *:255:0:0:1024,0:::0

label = s:!:ZMap:TCP scan
  sys = @unix
  ;@ id = zmap-tcp-scan
  ;@ was = Linux:2.2.x-3.x (barebone)
  ;@ from = A 2026-11-21 own measurement; ivre/ivre@9751e08c; mat-1/p0f@26011e93
  sig = *:255:0:0:65535,0:::0
  ;@ from = B 2026-11-21 zmap/zmap@8de8833d
  sig = 4:255:0:1460:65535,8:mss,nop,ws,nop,nop,sok::0
  ;@ from = B 2026-11-21 zmap/zmap@8de8833d
  sig = 4:255:0:1460:65535,7:mss,sok,ts,nop,ws::0
  ;@ from = B 2026-11-21 zmap/zmap@8de8833d
  sig = 4:255:0:1460:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1::0
  ;@ from = B 2026-11-21 zmap/zmap@8de8833d
  sig = 4:255:0:1460:65535,0:mss::0

label = s:!:Scapy:default packet
  sys = @unix,@win
  ;@ id = scapy-default-packet
  ;@ was = ???
  ;@ from = A 2026-11-21 ivre/ivre@9751e08c; mat-1/p0f@26011e93
  sig = *:64:0:0:8192,0::seq-:0

label = s:!:hping3:SYN
  sys = @unix
  ;@ id = hping3-syn
  ;@ was = ???
  ;@ from = B 2026-11-21 own measurement
  sig = 4:64:0:0:512,0:::0
  ;@ from = A 2026-11-21 own measurement
  sig = 4:64:0:0:512,0::ack+:0

; Doubtful, off:
;   D s:!:Masscan:raw socket path  *:64:0:8960:mss*7,0:mss:df:0 (one source)

; p0f's own probe program: its rows are a system's, not a program's, for otherwise its answers would be hidden.

label = s:unix:p0f:sendsyn utility
  ;@ id = p0f-sendsyn-utility
  sig = *:192:0:1331:1337,0:mss,nop,eol+18::0
  sig = *:192:0:1331:1337,0:mss,ts,nop,eol+8::0
  sig = *:192:0:1331:1337,5:mss,ws,nop,eol+15::0
  sig = *:192:0:1331:1337,0:mss,sok,nop,eol+16::0
  sig = *:192:0:1331:1337,5:mss,ws,ts,nop,eol+5::0
  sig = *:192:0:1331:1337,0:mss,sok,ts,nop,eol+6::0
  sig = *:192:0:1331:1337,5:mss,ws,sok,nop,eol+13::0
  sig = *:192:0:1331:1337,5:mss,ws,sok,ts,nop,eol+3::0

; Handhelds, consoles, and a crawler with a stack of its own.

label = s:other:Blackberry:
  ;@ id = blackberry
  sig = *:128:0:1452:65535,0:mss,nop,nop,sok,nop,nop,ts::0

label = s:other:Nintendo:3DS
  ;@ id = nintendo-3ds
  sig = *:64:0:1360:32768,0:mss,nop,nop,sok:df,id+:0
  ;@ from = C 2026-11-21 mat-1/p0f@26011e93
  sig = *:64:0:1360:%8192,0:mss,nop,nop,sok:df,id+:0

label = s:other:Nintendo:Wii
  ;@ id = nintendo-wii
  sig = 4:64:0:1460:32768,0:mss,nop,nop,sok:df,id+:0

label = s:unix:BaiduSpider:
  ;@ id = baiduspider
  sig = *:64:0:1460:mss*4,7:mss,sok,nop,nop,nop,nop,nop,nop,nop,nop,nop,nop,nop,ws:df,id+:0
  sig = *:64:0:1460:mss*4,2:mss,sok,nop,nop,nop,nop,nop,nop,nop,nop,nop,nop,nop,ws:df,id+:0

; ---- Who answers: SYN+ACK --------------------------------------------------------------------------------------
;
;   The same fields. A server answers each client with the options that client offered, so every system needs a row
;   for each combination.

[tcp:response]

; Linux. The segment size that counts is 12 octets smaller when timestamps are sent: 65,160 is 45 x 1448.

label = s:unix:Linux:4.20-6.15
  ;@ id = linux-4.20-6.15
  ;@ was = ???
  ;@ among = unix:Linux:6.16 or newer, 1 GiB or less
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,7:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,7:mss,nop,nop,ts,nop,ws:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,7:mss,nop,nop,sok,nop,ws:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,7:mss,nop,ws:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*45,7:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*45,7:mss,nop,nop,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*44,7:mss,nop,nop,sok,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*44,7:mss,nop,ws:df:0

label = s:unix:Linux:6.16 or newer
  ;@ id = linux-6.16-or-newer
  ;@ was = ???
  ;@ memory = 6 GiB or more
  ;@ among = unix:Linux:4.20 or newer, tcp_rmem raised to 32 MiB
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,10:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ memory = 6 GiB or more
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,10:mss,nop,nop,ts,nop,ws:df,ecn?:0
  ;@ memory = 6 GiB or more
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,10:mss,nop,nop,sok,nop,ws:df,ecn?:0
  ;@ memory = 6 GiB or more
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,10:mss,nop,ws:df,ecn?:0
  ;@ memory = 3 to 4 GiB
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,9:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ memory = 1.5 to 2 GiB
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,8:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,10:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,10:mss,nop,nop,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,10:mss,nop,nop,sok,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*44,10:mss,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,9:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,8:mss,sok,ts,nop,ws:df:0

label = s:unix:Linux:4.20 or newer (fast open)
  ;@ id = linux-4.20-or-newer-fast-open
  ;@ was = ???
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c (tcp_options_write: fast open after the others, filled up with two nops)
  ;@ sig = *:64:0:*:mss*max,*:mss,sok,ts,nop,ws,?34,nop,nop:df,ecn?:*

label = s:unix:Linux:7.x (accurate ECN)
  ;@ id = linux-7.x-accurate-ecn
  ;@ was = ???
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,*:mss,sok,ts,?174,nop,nop,ws:df,ecn:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,*:mss,sok,ts,?174,nop,nop,ws:df,ecn:0

label = s:unix:Linux:4.20 or newer
  ;@ id = linux-4.20-or-newer
  ;@ was = ???
  ;@ memory = 512 MiB
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,6:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ memory = 256 MiB
  ;@ from = A 2026-11-21 own measurement
  ;@ sig = *:64:0:*:mss*max,5:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,0:mss,sok,ts:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,0:mss,nop,nop,ts:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,0:mss,nop,nop,sok:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  ;@ sig = *:64:0:*:mss*max,0:mss:df,ecn?:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,6:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,5:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*45,0:mss,sok,ts:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*45,0:mss,nop,nop,ts:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*44,0:mss,nop,nop,sok:df:0
  ;@ from = A 2026-11-21 own measurement; mrheinen/p0f@d7423869; peace-maker/p0f3-database@7687e779
  sig = *:64:0:*:mss*44,0:mss:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*45,*:mss,sok,ts,nop,ws:df,ecn:0

label = s:unix:Linux:4.20 or newer (jumbo frames)
  ;@ id = linux-4.20-or-newer-jumbo-frames
  ;@ was = ???
  ;@ from = B 2026-11-21 own measurement
  sig = *:64:0:*:62643,*:mss,sok,ts,nop,ws:df:0
  ;@ from = B 2026-11-21 62727 = 7 x 8961, the rule of the rows above without timestamps
  sig = *:64:0:*:62727,*:mss,nop,nop,sok,nop,ws:df:0

label = s:unix:Linux:4.20 or newer (loopback)
  ;@ id = linux-4.20-or-newer-loopback
  ;@ was = ???
  ;@ from = A 2026-11-21 own measurement (6.18); torvalds/linux drivers/net/loopback.c (MTU 65536)
  sig = *:64:0:65495:mss*1,*:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement (6.18); torvalds/linux drivers/net/loopback.c (MTU 65536)
  sig = 6:64:0:65476:mss*1,*:mss,sok,ts,nop,ws:flow:0

label = s:unix:Linux:6.6-6.9
  ;@ id = linux-6.6-6.9
  ;@ was = ???
  ;@ among = unix:Linux:4.20 or newer, tcp_rmem default 65536
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c v6.6 (default scaling ratio 65 of 256)
  ;@ sig = *:64:0:*:mss*max(33280),7:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c v6.6 (default scaling ratio 65 of 256)
  ;@ sig = *:64:0:*:mss*max(33280),7:mss,nop,nop,ts,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c v6.6 (default scaling ratio 65 of 256)
  ;@ sig = *:64:0:*:mss*max(33280),7:mss,nop,nop,sok,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c v6.6 (default scaling ratio 65 of 256)
  ;@ sig = *:64:0:*:mss*max(33280),7:mss,nop,ws:df,ecn?:0
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:mss*22,7:mss,sok,ts,nop,ws:df:0

label = s:unix:Linux:3.11-4.19
  ;@ id = linux-3.11-4.19
  ;@ was = ???
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (28960 = 20 x 1448)
  sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19, RFC 3168 6.1.1
  sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,ecn:0
  ;@ from = A 2026-11-21 p0f/p0f@4abbd20e
  sig = *:64:0:*:mss*20,7:mss,nop,nop,sok,nop,ws:df:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,5:mss,sok,ts,nop,ws:df:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,6:mss,sok,ts,nop,ws:df:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,8:mss,sok,ts,nop,ws:df:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,9:mss,sok,ts,nop,ws:df:0
  ;@ from = C 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments at any scale)
  sig = *:64:0:*:mss*20,10:mss,sok,ts,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,*:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,*:mss,nop,nop,ts,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,*:mss,nop,nop,sok,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,*:mss,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,0:mss,sok,ts:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,0:mss,nop,nop,ts:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,0:mss,nop,nop,sok:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  ;@ sig = *:64:0:*:mss*20,0:mss:df,ecn?:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,7:mss,nop,nop,ts,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,7:mss,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,0:mss,sok,ts:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,0:mss,nop,nop,ts:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,0:mss,nop,nop,sok:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,0:mss:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,8:mss,nop,nop,sok,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,9:mss,nop,nop,sok,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp_output.c v3.11-v4.19 (20 segments, whatever options are sent)
  sig = *:64:0:*:mss*20,10:mss,nop,nop,sok,nop,ws:df:0

label = s:unix:Linux:3.x-4.19 (loopback)
  ;@ id = linux-3.x-4.19-loopback
  ;@ was = ???
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c (tcp_rmem 87380, of which half is offered), drivers/net/loopback.c (MTU 65536)
  sig = *:64:0:65495:43690,*:mss,sok,ts,nop,ws:df:0
  ;@ from = B 2026-11-21 torvalds/linux net/ipv4/tcp.c (tcp_rmem 87380, of which half is offered), drivers/net/loopback.c (MTU 65536)
  sig = 6:64:0:65476:43690,*:mss,sok,ts,nop,ws:flow:0

label = g:unix:Linux:4.20 or newer
  ;@ id = linux-4.20-or-newer-any
  ;@ was = ???
  ;@ from = A 2026-11-21 own measurement
  sig = *:64:0:*:mss*46,*:mss,sok,ts,nop,ws:df:0
  ;@ from = A 2026-11-21 own measurement
  sig = 6:64:0:*:mss*45,*:mss,sok,ts,nop,ws:flow:0

; The default receive buffer set by hand, as old tuning guides have it: 87380 octets, of which half is offered. A setting, no version, and
; front ends of others use it too: a catch-all.

label = g:unix:Linux:tcp_rmem default 87380
  ;@ id = linux-tcp-rmem-default-87380-any
  ;@ was = ???
  ;@ from = B 2026-11-21 own measurement on SYNs (5.10-7.2); torvalds/linux net/ipv4/tcp_output.c (one routine for both directions)
  ;@ sig = *:64:0:*:mss*max(43690),*:mss,sok,ts,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 own measurement on SYNs (5.10-7.2); torvalds/linux net/ipv4/tcp_output.c (one routine for both directions)
  ;@ sig = *:64:0:*:mss*max(43690),*:mss,nop,nop,ts,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 own measurement on SYNs (5.10-7.2); torvalds/linux net/ipv4/tcp_output.c (one routine for both directions)
  ;@ sig = *:64:0:*:mss*max(43690),*:mss,nop,nop,sok,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 own measurement on SYNs (5.10-7.2); torvalds/linux net/ipv4/tcp_output.c (one routine for both directions)
  ;@ sig = *:64:0:*:mss*max(43690),*:mss,nop,ws:df,ecn?:0
  ;@ from = B 2026-11-21 own measurement on SYNs (5.10-7.2); torvalds/linux net/ipv4/tcp_output.c (one routine for both directions)
  sig = *:64:0:*:mss*30,*:mss,sok,ts,nop,ws:df:0
  ;@ from = B 2026-11-21 own measurement on SYNs (5.10-7.2); torvalds/linux net/ipv4/tcp_output.c (one routine for both directions)
  sig = *:64:0:*:mss*29,*:mss,nop,nop,sok,nop,ws:df:0

label = s:unix:Linux:3.x
  ;@ id = linux-3.x
  sig = *:64:0:*:mss*10,0:mss:df:0
  sig = *:64:0:*:mss*10,0:mss,sok,ts:df:0
  sig = *:64:0:*:mss*10,0:mss,nop,nop,ts:df:0
  sig = *:64:0:*:mss*10,0:mss,nop,nop,sok:df:0
  sig = *:64:0:*:mss*10,*:mss,nop,ws:df:0
  sig = *:64:0:*:mss*10,*:mss,sok,ts,nop,ws:df:0
  sig = *:64:0:*:mss*10,*:mss,nop,nop,ts,nop,ws:df:0
  sig = *:64:0:*:mss*10,*:mss,nop,nop,sok,nop,ws:df:0

label = s:unix:Linux:2.4-2.6
  ;@ id = linux-2.4-2.6
  sig = *:64:0:*:mss*4,0:mss:df:0
  sig = *:64:0:*:mss*4,0:mss,sok,ts:df:0
  sig = *:64:0:*:mss*4,0:mss,nop,nop,ts:df:0
  sig = *:64:0:*:mss*4,0:mss,nop,nop,sok:df:0

label = s:unix:Linux:2.4.x
  ;@ id = linux-2.4.x
  sig = *:64:0:*:mss*4,0:mss,nop,ws:df:0
  sig = *:64:0:*:mss*4,0:mss,sok,ts,nop,ws:df:0
  sig = *:64:0:*:mss*4,0:mss,nop,nop,ts,nop,ws:df:0
  sig = *:64:0:*:mss*4,0:mss,nop,nop,sok,nop,ws:df:0

label = s:unix:Linux:2.6.x
  ;@ id = linux-2.6.x
  sig = *:64:0:*:mss*4,*:mss,nop,ws:df:0
  sig = *:64:0:*:mss*4,*:mss,sok,ts,nop,ws:df:0
  sig = *:64:0:*:mss*4,*:mss,nop,nop,ts,nop,ws:df:0
  sig = *:64:0:*:mss*4,*:mss,nop,nop,sok,nop,ws:df:0

; Windows. The rows without ECN first; a client that asked for ECN gets it.

label = s:win:Windows:10, 11, Server 2019-2025
  ;@ id = windows-10-11-server-2019-2025
  ;@ was = ???
  ;@ from = A 2026-11-21 mrheinen/p0f@d7423869; xnih/satori@73fa88fe
  sig = *:128:0:*:65535,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = A 2026-11-21 mrheinen/p0f@d7423869
  sig = *:128:0:*:65535,8:mss,nop,ws,sok,ts:df,id+:0
  ;@ from = B 2026-11-21 the row without ECN; RFC 3168 6.1.1
  sig = *:128:0:*:65535,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0

label = s:win:Windows:7-10 1607, Server 2008-2016
  ;@ id = windows-7-10-1607-server-2008-2016
  ;@ was = Windows:7 or 8
  ;@ from = A 2026-11-21 p0f 3.09b; p0f/p0f@4abbd20e; xnih/satori@73fa88fe
  sig = *:128:0:*:8192,8:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = A 2026-11-21 p0f 3.09b; mrheinen/p0f@d7423869
  sig = *:128:0:*:8192,8:mss,nop,ws,sok,ts:df,id+:0

label = s:win:Windows:Server 2012-2016
  ;@ id = windows-server-2012-2016
  ;@ was = Windows:7 or 8
  ;@ from = B 2026-11-21 the row without ECN; RFC 3168 6.1.1
  sig = *:128:0:*:8192,8:mss,nop,ws,nop,nop,sok:df,id+,ecn:0

; Doubtful, off:
;   D s:win:Windows:11  *:128:0:*:mss*49,0:mss,nop,nop,sok:df,id+:0 (one source; fits no rule known here)

label = s:win:Windows:XP
  ;@ id = windows-xp
  sig = *:128:0:*:65535,0:mss:df,id+:0
  sig = *:128:0:*:65535,0:mss,nop,ws:df,id+:0
  sig = *:128:0:*:65535,0:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,0:mss,nop,nop,ts:df,id+,ts1-:0
  sig = *:128:0:*:65535,0:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:128:0:*:65535,0:mss,nop,ws,nop,nop,ts:df,id+,ts1-:0
  sig = *:128:0:*:65535,0:mss,nop,nop,ts,nop,nop,sok:df,id+,ts1-:0
  sig = *:128:0:*:65535,0:mss,nop,ws,nop,nop,ts,nop,nop,sok:df,id+,ts1-:0
  sig = *:128:0:*:16384,0:mss:df,id+:0
  sig = *:128:0:*:16384,0:mss,nop,ws:df,id+:0
  sig = *:128:0:*:16384,0:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:16384,0:mss,nop,nop,ts:df,id+,ts1-:0
  sig = *:128:0:*:16384,0:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:128:0:*:16384,0:mss,nop,ws,nop,nop,ts:df,id+,ts1-:0
  sig = *:128:0:*:16384,0:mss,nop,nop,ts,nop,nop,sok:df,id+,ts1-:0
  sig = *:128:0:*:16384,0:mss,nop,ws,nop,nop,ts,nop,nop,sok:df,id+,ts1-:0

label = s:win:Windows:7 or 8
  ;@ id = windows-7-or-8
  sig = *:128:0:*:8192,0:mss:df,id+:0
  sig = *:128:0:*:8192,0:mss,sok,ts:df,id+:0
  sig = *:128:0:*:8192,8:mss,nop,ws:df,id+:0
  sig = *:128:0:*:8192,0:mss,nop,nop,ts:df,id+:0
  sig = *:128:0:*:8192,0:mss,nop,nop,sok:df,id+:0
  sig = *:128:0:*:8192,8:mss,nop,ws,nop,nop,ts:df,id+:0

; FreeBSD. The scale is the smallest that covers kern.ipc.maxsockbuf: 6 by default.

label = s:unix:FreeBSD:11.x-14.x
  ;@ id = freebsd-11.x-14.x
  ;@ was = FreeBSD:9.x
  ;@ from = B 2026-11-21 mrheinen/p0f@d7423869
  sig = *:64:0:*:65535,6:mss,nop,ws,sok,ts:df:0
  ;@ from = B 2026-11-21 freebsd/freebsd-src sys/netinet/tcp_syncache.c (scale from the largest buffer), RFC 6864
  sig = *:64:0:*:65535,9:mss,nop,ws,sok,ts:df:0

label = s:unix:VMware:ESXi 6.5
  ;@ id = vmware-esxi-6.5
  ;@ was = ???
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:65535,9:mss,nop,ws,sok,ts:df,id+:0

; Doubtful, off:
;   D s:unix:FreeBSD:11.x or newer  *:64:0:*:65535,8:mss,nop,ws,sok,ts:df:0 (label uncertain)

label = s:unix:FreeBSD:8.x-10.x
  ;@ id = freebsd-8.x-10.x
  ;@ was = FreeBSD:9.x
  sig = *:64:0:*:65535,6:mss,nop,ws:df,id+:0
  ;@ from = B 2026-11-21 p0f 3.09b; p0f/p0f@4abbd20e
  sig = *:64:0:*:65535,6:mss,nop,ws,sok,ts:df,id+:0
  sig = *:64:0:*:65535,6:mss,nop,ws,sok,eol+1:df,id+:0
  sig = *:64:0:*:65535,6:mss,nop,ws,nop,nop,ts:df,id+:0

label = s:unix:FreeBSD:8.x
  ;@ id = freebsd-8.x
  sig = *:64:0:*:65535,3:mss,nop,ws:df,id+:0
  sig = *:64:0:*:65535,3:mss,nop,ws,sok,ts:df,id+:0
  sig = *:64:0:*:65535,3:mss,nop,ws,sok,eol+1:df,id+:0
  sig = *:64:0:*:65535,3:mss,nop,ws,nop,nop,ts:df,id+:0

label = s:unix:FreeBSD:8.x-9.x
  ;@ id = freebsd-8.x-9.x
  sig = *:64:0:*:65535,0:mss,sok,ts:df,id+:0
  sig = *:64:0:*:65535,0:mss,sok,eol+1:df,id+:0
  sig = *:64:0:*:65535,0:mss,nop,nop,ts:df,id+:0

; OpenBSD.

label = s:unix:OpenBSD:5.x
  ;@ id = openbsd-5.x
  sig = *:64:0:1460:16384,0:mss,nop,nop,sok:df,id+:0
  sig = *:64:0:1460:16384,3:mss,nop,ws:df,id+:0
  sig = *:64:0:1460:16384,3:mss,nop,nop,sok,nop,ws:df,id+:0
  sig = *:64:0:1460:16384,0:mss,nop,nop,ts:df,id+:0
  sig = *:64:0:1460:16384,0:mss,nop,nop,sok,nop,nop,ts:df,id+:0
  sig = *:64:0:1460:16384,3:mss,nop,ws,nop,nop,ts:df,id+:0
  sig = *:64:0:1460:16384,3:mss,nop,nop,sok,nop,ws,nop,nop,ts:df,id+:0

; Apple.

label = s:unix:Mac OS X:(loopback)
  ;@ id = mac-os-x-loopback
  ;@ was = ???
  ;@ from = B 2026-11-21 apple-oss-distributions/xnu bsd/net/if_loop.c (MTU 16384), the rows for SYN
  sig = *:64:0:16344:65535,*:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0

label = s:unix:Mac OS X:10.14 or newer, iOS 12 or newer
  ;@ id = mac-os-x-10.14-or-newer-ios-12-or-newer
  ;@ was = ???
  ;@ from = B 2026-11-21 the rows for SYN; apple-oss-distributions/xnu bsd/netinet/tcp_output.c (one routine for both directions)
  ;@ sig = *:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df,ecn?:0
  ;@ from = B 2026-11-21 the rows for SYN; apple-oss-distributions/xnu bsd/netinet/tcp_output.c (one routine for both directions)
  sig = *:64:0:*:65535,6:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0

label = s:unix:Mac OS X:10.13-10.14, iOS 11-13
  ;@ id = mac-os-x-10.13-10.14-ios-11-13
  ;@ was = ???
  ;@ from = B 2026-11-21 the rows for SYN; apple-oss-distributions/xnu bsd/netinet/tcp_output.c (one routine for both directions)
  sig = 4:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:df:0

label = s:unix:Mac OS X:10.10-10.14, iOS 8-13
  ;@ id = mac-os-x-10.10-10.14-ios-8-13
  ;@ was = ???
  ;@ from = B 2026-11-21 the rows for SYN; apple-oss-distributions/xnu bsd/netinet/tcp_output.c (one routine for both directions)
  ;@ sig = 6:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:flow,ecn?:0
  ;@ from = B 2026-11-21 the rows for SYN; apple-oss-distributions/xnu bsd/netinet/tcp_output.c (one routine for both directions)
  sig = 6:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:flow:0

label = s:unix:Mac OS X:10.10-10.12, iOS 8-10
  ;@ id = mac-os-x-10.10-10.12-ios-8-10
  ;@ was = ???
  ;@ from = B 2026-11-21 the rows for SYN; apple-oss-distributions/xnu bsd/netinet/tcp_output.c (one routine for both directions)
  sig = *:64:0:*:65535,5:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

label = s:unix:Mac OS X:10.x
  ;@ id = mac-os-x-10.x
  sig = *:64:0:*:65535,0:mss,nop,ws:df,id+:0
  ; as FreeBSD above, which comes first: *:64:0:*:65535,0:mss,sok,eol+1:df,id+:0
  ; as FreeBSD above, which comes first: *:64:0:*:65535,0:mss,nop,nop,ts:df,id+:0
  sig = *:64:0:*:65535,0:mss,nop,ws,sok,eol+1:df,id+:0
  sig = *:64:0:*:65535,0:mss,nop,ws,nop,nop,ts:df,id+:0
  sig = *:64:0:*:65535,0:mss,nop,nop,ts,sok,eol+1:df,id+:0
  sig = *:64:0:*:65535,0:mss,nop,ws,nop,nop,ts,sok,eol+1:df,id+:0

; Solaris.

label = s:unix:Solaris:6
  ;@ id = solaris-6
  sig = 4:255:0:*:mss*7,0:mss:df,id+:0
  sig = 4:255:0:*:mss*7,0:nop,ws,mss:df,id+:0
  sig = 4:255:0:*:mss*7,0:nop,nop,ts,mss:df,id+:0
  sig = 4:255:0:*:mss*7,0:nop,nop,ts,nop,ws,mss:df,id+:0

label = s:unix:Solaris:8
  ;@ id = solaris-8
  sig = *:64:0:*:mss*19,0:mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,ws,mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,nop,ts,mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,nop,sok,mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,nop,ts,nop,ws,mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,ws,nop,nop,sok,mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,nop,ts,nop,nop,sok,mss:df,id+:0
  sig = *:64:0:*:mss*19,0:nop,nop,ts,nop,ws,nop,nop,sok,mss:df,id+:0

label = s:unix:Solaris:10
  ;@ id = solaris-10
  sig = *:64:0:*:mss*37,0:mss:df,id+:0
  sig = *:64:0:*:mss*37,0:mss,nop,ws:df,id+:0
  sig = *:64:0:*:mss*37,0:nop,nop,ts,mss:df,id+:0
  sig = *:64:0:*:mss*37,0:mss,nop,nop,sok:df,id+:0
  sig = *:64:0:*:mss*37,0:nop,nop,ts,mss,nop,ws:df,id+:0
  sig = *:64:0:*:mss*37,0:mss,nop,ws,nop,nop,sok:df,id+:0
  sig = *:64:0:*:mss*37,0:nop,nop,ts,mss,nop,nop,sok:df,id+:0
  sig = *:64:0:*:mss*37,0:nop,nop,ts,mss,nop,ws,nop,nop,sok:df,id+:0

; HP-UX.

label = s:unix:HP-UX:11.x
  ;@ id = hp-ux-11.x
  sig = *:64:0:*:32768,0:mss:df,id+:0
  sig = *:64:0:*:32768,0:mss,ws,nop:df,id+:0
  sig = *:64:0:*:32768,0:mss,nop,nop,ts:df,id+:0
  sig = *:64:0:*:32768,0:mss,nop,nop,sok:df,id+:0
  sig = *:64:0:*:32768,0:mss,ws,nop,nop,nop,ts:df,id+:0
  sig = *:64:0:*:32768,0:mss,nop,nop,sok,ws,nop:df,id+:0
  sig = *:64:0:*:32768,0:mss,nop,nop,sok,nop,nop,ts:df,id+:0
  sig = *:64:0:*:32768,0:mss,nop,nop,sok,ws,nop,nop,nop,ts:df,id+:0

; OpenVMS.

label = s:other:OpenVMS:7.x
  ;@ id = openvms-7.x
  sig = 4:64:0:1460:3993,0:mss::0
  sig = 4:64:0:1460:3993,0:mss,nop,ws::0

; Tru64.

label = s:unix:Tru64:4.x
  ;@ id = tru64-4.x
  sig = 4:64:0:1460:mss*25,0:mss,nop,ws:df,id+:0
  sig = 4:64:0:1460:mss*25,0:mss:df,id+:0

; Boxes in the middle, named and never a system's family.

label = s:other:slirp:user-mode NAT
  ;@ id = slirp-user-mode-nat
  ;@ was = Windows:XP
  ;@ from = B 2026-11-21 libslirp src/tcp_output.c (MSS alone, window cut to 65535, no DF)
  sig = *:64:0:*:65535,0:mss::0

label = s:other:F5:BIG-IP
  ;@ id = f5-big-ip
  ;@ was = ???
  ;@ from = B 2026-11-21 xnih/satori@73fa88fe
  sig = *:255:0:*:mss*3,0:mss,sok,eol+1:df,id+:0
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:255:0:*:mss*3,0:mss,nop,nop,ts,sok,eol+1:df,id+:0

label = s:other:NetScaler:load balancer
  ;@ id = netscaler-load-balancer
  ;@ was = ???
  ;@ from = C 2026-11-21 Citrix command reference, ns tcpProfile (buffer of 8190 octets)
  sig = *:255:0:*:8190,8:mss,nop,ws,nop,nop,sok:df,id+:0

label = s:other:Cisco:IOS
  ;@ id = cisco-ios
  ;@ was = ???
  ;@ from = A 2026-11-21 freebsd/freebsd-src@e4452d45
  sig = *:255:0:*:4128,0:mss::0

label = s:other:Cisco:SSL VPN gateway
  ;@ id = cisco-ssl-vpn-gateway
  ;@ was = HP-UX:11.x
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:255:0:*:32768,0:mss::0

label = s:other:HP:printer
  ;@ id = hp-printer
  ;@ was = ???
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:8760,0:mss,nop,ws,nop,nop,sok:df,id+:0
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:8688,0:mss,nop,ws,nop,nop,sok,nop,nop,ts:df,id+:0
  ;@ from = C 2026-11-21 xnih/satori@73fa88fe
  sig = *:64:0:*:mss*2,0:mss,nop,ws:df,id+:0

; Seen in public captures only, off until someone else reports them:
;   B s:other:VMware:NAT device  *:128:0:*:mss*44,0:mss::0 (answers for any server)
;   C s:other:NetScaler:load balancer  *:255:0:*:8190,6:mss,nop,ws,nop,nop,sok:df,id+:0
;   C s:other:Google:front end  *:128:0:*:65535,8:mss,sok,ts,nop,ws:df:0
;   C s:other:Cloudflare:edge  *:64:0:1400:65535,10:mss,nop,nop,sok,nop,ws:df:0
;   C s:unix:NetBSD:5.x or newer  4:64:0:*:4096,6:mss,nop,ws,nop,nop,ts,sok,nop,nop:df:0, and without DF over IPv6
; Doubtful, off:
;   D s:other:Siemens:SIMATIC S7-1200  *:64:0:*:4096,0:mss:df,id+:0
;   D s:other:Allen-Bradley:MicroLogix 1100  *:128:0:*:2048,0:mss,nop,nop,sok::0

; ---- Who asks: HTTP requests -----------------------------------------------------------------------------------
;
;   sig = ver:headers in order:headers that must be absent:text expected in User-Agent
;   ua_os lists the systems a User-Agent may claim, and the text to look for where it is not the name itself.

[http:request]
ua_os = Linux,Windows,iOS=[iPad],iOS=[iPhone],Mac OS X,FreeBSD,OpenBSD,NetBSD,Solaris=[SunOS]

; Browsers. Firefox first.

label = s:!:Firefox:2.x
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip,deflate],Accept-Charset=[utf-8;q=0.7,*;q=0.7],Keep-Alive=[300],Connection=[keep-alive]::Firefox/

label = s:!:Firefox:3.x
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip,deflate],Accept-Charset=[utf-8;q=0.7,*;q=0.7],Keep-Alive=[115],Connection=[keep-alive],?Referer::Firefox/

label = s:!:Firefox:4.x
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],Accept-Charset=[utf-8;q=0.7,*;q=0.7],Keep-Alive=[115],Connection=[keep-alive],?Referer::Firefox/

label = s:!:Firefox:5.x-9.x
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],Accept-Charset=[utf-8;q=0.7,*;q=0.7],?DNT=[1],Connection=[keep-alive],?Referer:Keep-Alive:Firefox/
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],Accept-Charset=[UTF-8,*],?DNT=[1],Connection=[keep-alive],?Referer:Keep-Alive:Firefox/
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],Accept-Charset=[UTF-8,*],?DNT=[1],?Referer,Connection=[keep-alive]:Keep-Alive:Firefox/
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],Accept-Charset=[utf-8;q=0.7,*;q=0.7],?DNT=[1],?Referer,Connection=[keep-alive]:Keep-Alive:Firefox/
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],Accept-Charset=[utf-8;q=0.7,*;q=0.7],?Referer,?DNT=[1],Connection=[keep-alive]:Keep-Alive:Firefox/

label = s:!:Firefox:10.x or newer
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language=[;q=],Accept-Encoding=[gzip, deflate],?DNT=[1],Connection=[keep-alive],?Referer:Accept-Charset,Keep-Alive:Firefox/
  sig = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language=[;q=],Accept-Encoding=[gzip, deflate],?DNT=[1],?Referer,Connection=[keep-alive]:Accept-Charset,Keep-Alive:Firefox/

label = s:!:Firefox:10.x or Safari 5.x
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[xml;q=0.9,*/*;q=0.8],Accept-Language,Accept-Encoding=[gzip, deflate],Connection=[keep-alive]:Keep-Alive,Accept-Charset,DNT,Referer:Gecko

; Internet Explorer.

label = s:!:MSIE:8 or newer
  sys = Windows
  sig = 1:Accept=[*/*],?Referer,?Accept-Language,User-Agent,Accept-Encoding=[gzip, deflate],Host,Connection=[Keep-Alive]:Keep-Alive,Accept-Charset,UA-CPU:Trident/
  sig = 1:Accept=[*/*],?Referer,?Accept-Language,Accept-Encoding=[gzip, deflate],User-Agent,Host,Connection=[Keep-Alive]:Keep-Alive,Accept-Charset:(compatible; MSIE

label = s:!:MSIE:7
  sys = Windows
  sig = 1:Accept=[*/*],?Referer,?Accept-Language,UA-CPU,User-Agent,Accept-Encoding=[gzip, deflate],Host,Connection=[Keep-Alive]:Keep-Alive,Accept-Charset:(compatible; MSIE

label = s:!:MSIE:6
  sys = Windows
  sig = 0:Accept=[*/*],?Referer,User-Agent,Host:Keep-Alive,Connection,Accept-Encoding,Accept-Language,Accept-Charset:(compatible; MSIE
  sig = 1:Accept=[*/*],Connection=[Keep-Alive],Host,?Pragma=[no-cache],?Range,?Referer,User-Agent:Keep-Alive,Accept-Encoding,Accept-Language,Accept-Charset:(compatible; MSIE

; Chrome.

label = s:!:Chrome:11.x to 26.x
  sys = Windows,@unix
  sig = 1:Host,Connection=[keep-alive],User-Agent,Accept=[*/*],?Referer,Accept-Encoding=[gzip,deflate,sdch],Accept-Language,Accept-Charset=[utf-8;q=0.7,*;q=0.3]:: Chrom
  sig = 1:Host,Connection=[keep-alive],User-Agent,Accept=[*/*],?Referer,Accept-Encoding=[gzip,deflate,sdch],Accept-Language,Accept-Charset=[UTF-8,*;q=0.5]:: Chrom
  sig = 1:Host,User-Agent,Accept=[*/*],?Referer,Accept-Encoding=[gzip,deflate,sdch],Accept-Language,Accept-Charset=[utf-8;q=0.7,*;q=0.3],Connection=[keep-alive]::Chrom

label = s:!:Chrome:27.x to 42.x
  sys = Windows,@unix
  sig = 1:Host,Connection=[keep-alive],Accept=[*/*],User-Agent,?Referer,Accept-Encoding=[gzip,deflate,sdch],Accept-Language:Accept-Charset,Keep-Alive: Chrom

label = s:!:Chrome:43.x or 50.x
  sys = Windows,@unix
  sig = 1:Host,Connection=[keep-alive],Accept=[*/*],User-Agent,?Referer,Accept-Encoding=[gzip, deflate, sdch],Accept-Language:Accept-Charset,Keep-Alive: Chrom

label = s:!:Chrome:51.x or newer
  sys = Windows,@unix
  sig = 1:Host,Connection=[keep-alive],Upgrade-Insecure-Requests=[1],User-Agent,Accept=[*/*],Accept-Encoding=[gzip, deflate, sdch],Accept-Language:Accept-Charset,Keep-Alive: Chrom

; Opera.

label = s:!:Opera:19.x or newer
  sys = Windows,@unix
  sig = 1:Host,Connection=[keep-alive],Accept=[*/*;q=0.8],User-Agent,Accept-Encoding=[gzip,deflate,lzma,sdch],Accept-Language=[;q=0.]:Accept-Charset,Keep-Alive:OPR/

label = s:!:Opera:15.x-18.x
  sys = Windows,@unix
  sig = 1:Host,Connection=[keep-alive],Accept=[*/*;q=0.8],User-Agent,Accept-Encoding=[gzip, deflate],Accept-Language=[;q=0.]:Accept-Charset,Keep-Alive:OPR/

label = s:!:Opera:11.x-14.x
  sys = Windows,@unix
  sig = 1:User-Agent,Host,Accept=[*/*;q=0.1],?Accept-Language=[;q=0.],Accept-Encoding=[gzip, deflate],Connection=[Keep-Alive]:Accept-Charset,X-OperaMini-Phone-UA:) Presto/

label = s:!:Opera:10.x
  sys = Windows,@unix
  sig = 1:User-Agent,Host,Accept=[*/*;q=0.1],Accept-Language=[;q=0.],Accept-Charset=[utf-8, utf-16, *;q=0.1],Accept-Encoding=[deflate, gzip, x-gzip, identity, *;q=0],Connection=[Keep-Alive]::Presto/
  sig = 1:User-Agent,Host,Accept=[*/*;q=0.1],Accept-Language=[en],Accept-Encoding=[gzip, deflate],Connection=[Keep-Alive]:Accept-Charset:Opera/

label = s:!:Opera:Mini
  sys = Linux
  sig = 1:User-Agent,Host,Accept=[*/*;q=0.1],Accept-Language=[;q=0.],Accept-Encoding=[gzip, deflate],Connection=[Keep-Alive],X-OperaMini-Phone-UA,X-OperaMini-Features,X-OperaMini-Phone,x-forwarded-for:Accept-Charset:Opera Mini/

label = s:!:Opera:on Nintendo Wii
  sys = Nintendo
  sig = 1:User-Agent,Host,Accept=[*/*;q=0.1],Accept-Language=[en],Accept-Charset=[iso-8859-1, utf-8, utf-16, *;q=0.1],Accept-Encoding=[deflate, gzip, x-gzip, identity, *;q=0],Connection=[Keep-Alive]::Nintendo

; Android's own browser.

label = s:!:Android:2.x
  sys = Linux
  sig = 1:Host,Accept-Encoding=[gzip],Accept-Language,User-Agent,Accept=[,*/*;q=0.5],Accept-Charset=[utf-16, *;q=0.7]:Connection:Android
  sig = 1:Host,Connection=[keep-alive],Accept-Encoding=[gzip],Accept-Language,User-Agent,Accept=[,*/*;q=0.5],Accept-Charset=[utf-16, *;q=0.7]::Android
  sig = 1:Host,Accept-Encoding=[gzip],Accept-Language=[en-US],Accept=[*/*;q=0.5],User-Agent,Accept-Charset=[utf-16, *;q=0.7]:Connection:Android

label = s:!:Android:4.x
  sys = Linux
  sig = 1:Host,Connection=[keep-alive],Accept=[,*/*;q=0.8],User-Agent,Accept-Encoding=[gzip,deflate],Accept-Language,Accept-Charset=[utf-16, *;q=0.7]::Android

; Safari.

label = s:!:Safari:7 or newer
  sys = @unix
  sig = *:Host,Accept-Encoding=[gzip, deflate],Connection=[keep-alive],Accept=[*/*],User-Agent,Accept-Language,?Referer,?DNT:Accept-Charset,Keep-Alive:KHTML, like Gecko)

label = s:!:Safari:5.1-6
  sys = Windows,@unix
  sig = *:Host,User-Agent,Accept=[*/*],?Referer,Accept-Language,Accept-Encoding=[gzip, deflate],Connection=[keep-alive]:Accept-Charset:KHTML, like Gecko)
  sig = *:Host,User-Agent,Accept=[*/*],?Referer,Accept-Encoding=[gzip, deflate],Accept-Language,Connection=[keep-alive]:Accept-Charset:KHTML, like Gecko)

label = s:!:Safari:5.0 or earlier
  sys = Mac OS X
  sig = 0:Host,User-Agent,Connection=[close]:Accept,Accept-Encoding,Accept-Language,Accept-Charset:CFNetwork/

; Konqueror.

label = s:!:Konqueror:4.6 or earlier
  sys = Linux,FreeBSD,OpenBSD
  sig = 1:Host,Connection=[Keep-Alive],User-Agent,?Pragma,?Cache-control,Accept=[*/*],Accept-Encoding=[x-gzip, x-deflate, gzip, deflate],Accept-Charset=[;q=0.5, *;q=0.5],Accept-Language::Konqueror/

label = s:!:Konqueror:4.7 or newer
  sys = Linux,FreeBSD,OpenBSD
  sig = 1:Host,Connection=[keep-alive],User-Agent,Accept=[*/*],Accept-Encoding=[gzip, deflate, x-gzip, x-deflate],Accept-Charset=[,*;q=0.5],Accept-Language::Konqueror/

; Crawlers.

label = s:!:BaiduSpider:
  sys = BaiduSpider
  sig = 1:Host,Connection=[close],User-Agent,Accept=[*/*]:Accept-Encoding,Accept-Language,Accept-Charset:Baiduspider-image
  sig = 1:Host,Accept-Language=[zh-cn],Connection=[close],User-Agent:Accept,Accept-Encoding,Accept-Charset:Baiduspider
  sig = 1:Host,Connection=[close],User-Agent,Accept-Language=[zh-cn,zh-tw],Accept-Encoding=[gzip],Accept=[*/*]:Accept-Charset:Baiduspider
  sig = 1:Host,Connection=[close],User-Agent,Accept-Language=[tr-TR],Accept-Encoding=[gzip],Accept=[*/*]:Accept-Charset:Baiduspider
  sig = 1:Host,Connection=[close],User-Agent,Accept-Encoding=[gzip],?Accept-Language=[zh-cn,zh-tw],Accept=[*/*]:Accept-Charset:Baiduspider
  sig = 1:Host,Connection=[close],User-Agent,Accept-Encoding=[gzip],Accept-Language=[tr-TR],Accept=[*/*]:Accept-Charset:Baiduspider

label = s:!:Googlebot:
  sys = Linux
  sig = 1:Host,Connection=[Keep-alive],Accept=[*/*],From=[googlebot(at)googlebot.com],User-Agent,Accept-Encoding=[gzip,deflate],?If-Modified-Since:Accept-Language,Accept-Charset:Googlebot
  sig = 1:Host,Connection=[Keep-alive],Accept=[text/plain],Accept=[text/html],From=[googlebot(at)googlebot.com],User-Agent,Accept-Encoding=[gzip,deflate]:Accept-Language,Accept-Charset:Googlebot

label = s:!:Googlebot:feed fetcher
  sys = Linux
  sig = 1:Host,Connection=[Keep-alive],Accept=[*/*],User-Agent,Accept-Encoding=[gzip,deflate],?If-Modified-Since:Accept-Language,Accept-Charset:-Google
  sig = 1:User-Agent,?X-shindig-dos=[on],Cache-Control,Host,?X-Forwarded-For,Accept-Encoding=[gzip],?Accept-Language:Connection,Accept,Accept-Charset:Feedfetcher-Google

label = s:!:Bingbot:
  sys = Windows
  sig = 1:Cache-Control,Connection=[Keep-Alive],Pragma=[no-cache],Accept=[*/*],Accept-Encoding,Host,User-Agent:Accept-Language,Accept-Charset:bingbot/

label = s:!:MSNbot:
  sys = Windows
  sig = 1:Connection=[Close],Accept,Accept-Encoding=[gzip, deflate],From=[msnbot(at)microsoft.com],Host,User-Agent:Accept-Language,Accept-Charset:msnbot

label = s:!:Yandex:crawler
  sys = FreeBSD
  sig = 1:Host,Connection=[Keep-Alive],Accept=[*/*],Accept-Encoding=[gzip,deflate],Accept-Language=[en-us, en;q=0.7, *;q=0.01],User-Agent,From=[support@search.yandex.ru]:Accept-Charset:YandexBot/
  sig = 1:Host,Connection=[Keep-Alive],Accept=[image/jpeg, image/pjpeg, image/png, image/gif],User-Agent,From=[support@search.yandex.ru]:Accept-Encoding,Accept-Language,Accept-Charset:YandexImages/
  sig = 1:Host,Connection=[Keep-Alive],User-Agent,From=[support@search.yandex.ru]:Accept,Accept-Encoding,Accept-Language,Accept-Charset:YandexBot/

label = s:!:Yahoo:crawler
  sys = Linux
  sig = 0:Host,User-Agent,Accept=[,image/png,*/*;q=0.5],Accept-Language=[en-us,en;q=0.5],Accept-Encoding=[gzip],Accept-Charset=[,utf-8;q=0.7,*;q=0.7]:Connection:Slurp

; Fetchers of previews and feeds.

label = s:!:Flipboard:crawler
  sys = Linux
  sig = 1:User-Agent,Accept-Language=[en-us,en;q=0.5],Accept-Charset=[;q=0.7,*;q=0.5],Accept-Encoding=[gzip],Host,Accept=[*; q=.2, */*; q=.2],Connection=[keep-alive]::FlipboardProxy
  sig = 1:Accept-language=[en-us,en;q=0.5],Accept-encoding=[gzip],Accept=[;q=0.9,*/*;q=0.8],User-agent,Host:User-Agent,Connection,Accept-Encoding,Accept-Language,Accept-Charset:FlipboardProxy

label = s:!:Spinn3r:crawler
  sys = Linux
  sig = 1:User-Agent,Accept-Encoding=[gzip],Host,Accept=[*; q=.2, */*; q=.2],Connection=[close]:Accept-Language,Accept-Charset:Spinn3r

label = s:!:Facebook:crawler
  sys = Linux
  sig = 1:User-Agent,Host,Accept=[*/*],Accept-Encoding=[deflate, gzip],Connection=[close]:Accept-Language,Accept-Charset:facebookexternalhit/
  sig = 1:User-Agent,Host,Accept=[*/*],Connection=[close]:Accept-Encoding,Accept-Language,Accept-Charset:facebookexternalhit/

label = s:!:paper.li:crawler
  sys = Linux
  sig = 1:Accept-Language=[en-us,en;q=0.5],Accept=[*/*],User-Agent,Connection=[close],Accept-Encoding=[gzip,identity],?Referer,Host,Accept-Charset=[ISO-8859-1,utf-8;q=0.7,*;q=0.7]::PaperLiBot/

label = s:!:Twitter:crawler
  sys = Linux
  sig = 1:User-Agent=[Twitterbot/],Host,Accept=[*; q=.2, */*; q=.2],Cache-Control,Connection=[keep-alive]:Accept-Encoding,Accept-Language,Accept-Charset:Twitterbot/

label = s:!:linkdex:crawler
  sys = Linux
  sig = 0:Host,Connection=[Keep-Alive],User-Agent,Accept-Encoding=[gzip,deflate]:Accept,Accept-Language,Accept-Charset:linkdex.com/

label = s:!:Yodaobot:
  sys = Linux
  sig = 1:Accept-Encoding=[identity;q=0.5, *;q=0.1],User-Agent,Host:Connection,Accept,Accept-Language,Accept-Charset:YodaoBot/

label = s:!:Tweetmeme:crawler
  sys = Linux
  sig = 1:Host,User-Agent,Accept=[,image/png,*/*;q=0.5],Accept-Language=[en-gb,en;q=0.5],Accept-Charset=[ISO-8859-1,utf-8;q=0.7,*;q=0.7]:Connection,Accept-Encoding:TweetmemeBot/

label = s:!:Archive.org:crawler
  sys = Linux
  sig = 0:User-Agent,Connection=[close],Accept=[application/xml;q=0.9,*/*;q=0.8],Host:Accept-Encoding,Accept-Language,Accept-Charset:archive.org

label = s:!:Yahoo Pipes:
  sys = Linux
  sig = 0:Client-IP,X-Forwarded-For,X-YQL-Depth,User-Agent,Host,Connection=[keep-alive],Via:Accept,Accept-Encoding,Accept-Language,Accept-Charset:Yahoo Pipes
  sig = 1:Client-IP,X-Forwarded-For,X-YQL-Depth,User-Agent,Host,Via:Connection,Accept,Accept-Encoding,Accept-Language,Accept-Charset:Yahoo Pipes

label = s:!:Google Web Preview:
  sys = Linux
  sig = 1:Referer,User-Agent,Accept-Encoding=[gzip,deflate],Host,X-Forwarded-For:Connection,Accept,Accept-Language,Accept-Charset:Web Preview

; Programs for the command line, and libraries.

label = s:!:wget:1.21.2 or newer
  sys = @unix,Windows
  ;@ from = B 2026-11-21 own measurement (1.21.3)
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[identity],Connection=[Keep-Alive]:Accept-Language,Accept-Charset,Keep-Alive:Wget/

label = s:!:curl:7.43 or newer
  sys = @unix,Windows
  ;@ from = A 2026-11-21 own measurement (7.88.1); curl/curl lib/http.c
  sig = 1:Host,User-Agent,Accept=[*/*]:Connection,Accept-Encoding,Accept-Language,Accept-Charset,Keep-Alive:curl/

label = s:!:python-requests:2.2x-2.3x
  sys = @unix,Windows
  ;@ from = A 2026-11-21 own measurement (2.34.2)
  sig = 1:Host,User-Agent,Accept-Encoding=[gzip, deflate],Accept=[*/*],Connection=[keep-alive]:Accept-Language,Accept-Charset,Keep-Alive:python-requests/

label = s:!:Python-urllib:3.x
  sys = @unix,Windows
  ;@ from = A 2026-11-21 own measurement (3.11)
  sig = 1:Accept-Encoding=[identity],Host,User-Agent,Connection=[close]:Accept,Accept-Language,Accept-Charset,Keep-Alive:Python-urllib/

label = s:!:APT:2.x
  sys = Linux
  ;@ from = B 2026-11-21 own measurement (2.6.1)
  sig = 1:Host,Accept=[text/*],User-Agent:Connection,Accept-Encoding,Accept-Language,Accept-Charset,Keep-Alive:APT-HTTP/

label = s:!:Go-http-client:1.1
  sys = @unix,Windows
  ;@ from = B 2026-11-21 golang/go src/net/http/request.go (Host, User-Agent, then the rest)
  sig = 1:Host,User-Agent,?Range:Connection,Accept,Accept-Language,Accept-Charset,Keep-Alive:Go-http-client/

; Seen in public captures only, off until someone else reports them:
;   A wget 1.20-1.21.1  1:User-Agent,Accept=[*/*],Accept-Encoding=[identity],Host,Connection=[Keep-Alive]: ... :Wget/
;   C APT 1.2  1:Host,User-Agent: ... :APT-HTTP/
;   C NMap scripting engine  1:Host,User-Agent,Connection=[keep-alive]: ... :Nmap Scripting Engine

label = s:!:wget:
  sys = @unix,Windows
  sig = *:User-Agent,Accept=[*/*],Host,Connection=[Keep-Alive]:Accept-Encoding,Accept-Language,Accept-Charset:Wget/

label = s:!:Lynx:
  sys = @unix,Windows
  sig = 0:Host,Accept=[text/sgml, */*;q=0.01],Accept-Encoding=[gzip, compress],Accept-Language,User-Agent:Connection,Accept-Charset:Lynx/

label = s:!:curl:
  sys = @unix,Windows
  sig = 1:User-Agent,Host,Accept=[*/*]:Connection,Accept-Encoding,Accept-Language,Accept-Charset:curl/

label = s:!:links:
  sys = @unix,Windows
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[gzip, deflate, bzip2],Accept-Charset=[us-ascii],Accept-Language=[;q=0.1],Connection=[Keep-Alive]::Links
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[gzip,deflate,bzip2],Accept-Charset=[us-ascii],Accept-Language=[;q=0.1],Connection=[keep-alive]::Links

label = s:!:elinks:
  sys = @unix,Windows
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[bzip2, deflate, gzip],Accept-Language:Connection,Accept-Charset:ELinks/

label = s:!:Java:JRE
  sys = @unix,@win
  sig = 1:User-Agent,Host,Accept=[*; q=.2, */*; q=.2],Connection=[keep-alive]:Accept-Encoding,Accept-Language,Accept-Charset:Java/

label = s:!:Python:urllib
  sys = @unix,Windows
  sig = 1:Accept-Encoding=[identity],Host,Connection=[close],User-Agent:Accept,Accept-Language,Accept-Charset:Python-urllib/

label = s:!:w3m:
  sys = @unix,Windows
  sig = 0:User-Agent,Accept=[image/*],Accept-Encoding=[gzip, compress, bzip, bzip2, deflate],Accept-Language=[;q=1.0],Host:Connection,Accept-Charset:w3m/

label = s:!:libfetch:
  sys = @unix
  sig = 1:Host,User-Agent,Connection=[close]:Accept,Accept-Encoding,Accept-Language,Accept-Charset:libfetch/

; Everything else.

label = s:!:Google AppEngine:
  sys = Linux
  sig = 1:User-Agent,Host,Accept-Encoding=[gzip]:Connection,Accept,Accept-Language,Accept-Charset:AppEngine-Google

label = s:!:WebOS:
  sys = Linux
  sig = 1:Host,Accept-Encoding=[gzip, deflate],User-Agent,Accept=[,*/*;q=0.5],Accept-Language,Accept-Charset=[utf-8;q=0.7,*;q=0.3]:Connection:wOSBrowser

label = s:!:xxxterm:
  sys = @unix
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[gzip]:Connection,Accept-Language,Accept-Charset:xxxterm

label = s:!:Google Desktop:
  sys = Windows
  sig = 1:Accept=[*/*],Accept-Encoding=[gzip],User-Agent,Host,Connection=[Keep-Alive]:Accept-Language,Accept-Charset:Google Desktop/

label = s:!:luakit:
  sys = @unix
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[gzip],Connection=[Keep-Alive]:Accept-Language,Accept-Charset:luakit

label = s:!:Epiphany:
  sys = @unix
  sig = 1:Host,User-Agent,Accept=[*/*],Accept-Encoding=[gzip],Accept-Language:Connection,Accept-Charset,Keep-Alive:Epiphany/

; ---- Who serves: HTTP responses ---------------------------------------------------------------------------------
;
;   The same fields; the expected text is that of Server.

[http:response]

; Apache.

label = s:!:Apache:2.x
  sys = @unix,Windows
  sig = 1:Date,Server,?Last-Modified,?Accept-Ranges=[bytes],?Content-Length,?Content-Range,Keep-Alive=[timeout],Connection=[Keep-Alive],?Transfer-Encoding=[chunked],Content-Type::Apache
  sig = 1:Date,Server,?Last-Modified,?Accept-Ranges=[bytes],?Content-Length,?Connection=[close],?Transfer-Encoding=[chunked],Content-Type:Keep-Alive:Apache
  sig = 1:Date,Server,Connection=[Keep-Alive],Keep-Alive=[timeout]:Content-Type,Accept-Ranges:Apache
  sig = 1:Date,Server,?Last-Modified,?Accept-Ranges=[bytes],?Content-Length,Content-Type,Keep-Alive=[timeout],Connection=[Keep-Alive]::Apache

label = s:!:Apache:1.x
  sys = @unix,Windows
  sig = 1:Server,Content-Type,?Content-Length,Date,Connection=[keep-alive]:Keep-Alive,Accept-Ranges:Apache
  sig = 1:Server,Content-Type,?Content-Length,Date,Connection=[close]:Keep-Alive,Accept-Ranges:Apache

; IIS.

label = s:!:IIS:7.x
  sys = Windows
  sig = 1:?Content-Length,Content-Type,?Etag,Server,Date:Connection,Keep-Alive,Accept-Ranges:Microsoft-IIS/
  sig = 1:?Content-Length,Content-Type,?Etag,Server,Date,Connection=[close]:Keep-Alive,Accept-Ranges:Microsoft-IIS/

; lighttpd.

label = s:!:lighttpd:2.x
  sys = @unix
  sig = 1:?ETag,?Last-Modified,Accept-Ranges=[bytes],Content-Type,?Vary,?Content-Length,Date,Server:Connection,Keep-Alive:lighttpd/
  sig = 1:?ETag,?Last-Modified,Transfer-Encoding=[chunked],Content-Type,?Vary,?Content-Length,Date,Server:Connection,Keep-Alive:lighttpd/

label = s:!:lighttpd:1.x
  sys = @unix
  sig = 1:Content-Type,Accept-Ranges=[bytes],?ETag,?Last-Modified,Date,Server:Connection,Keep-Alive:lighttpd/
  sig = 1:Content-Type,Transfer-Encoding=[chunked],?ETag,?Last-Modified,Date,Server:Connection,Keep-Alive:lighttpd/
  sig = 0:Content-Type,Content-Length,Connection=[close],Date,Server:Keep-Alive,Accept-Ranges:lighttpd/

; nginx.

label = s:!:nginx:1.x
  sys = @unix
  sig = 1:Server,Date,Content-Type,?Content-Length,?Last-Modified,Connection=[keep-alive],Keep-Alive=[timeout],Accept-Ranges=[bytes]::nginx/
  sig = 1:Server,Date,Content-Type,?Content-Length,?Last-Modified,Connection=[close]:Keep-Alive,Accept-Ranges:nginx/

label = s:!:nginx:0.x
  sys = @unix
  sig = 1:Server,Date,Content-Type,?Content-Length,Connection=[keep-alive],?Last-Modified:Keep-Alive,Accept-Ranges:nginx/
  sig = 1:Server,Date,Content-Type,?Content-Length,Connection=[close],?Last-Modified:Keep-Alive,Accept-Ranges:nginx/

; Google's servers.

label = s:!:Google Web Server:
  sys = Linux
  sig = *:Content-Type,X-Content-Type-Options=[nosniff],Date,Server=[sffe]:Connection,Accept-Ranges,Keep-Alive,Connection:
  sig = *:Date,Content-Type,Server=[gws]:Connection,Accept-Ranges,Keep-Alive:
  sig = *:Content-Type,X-Content-Type-Options=[nosniff],Server=[GSE]:Connection,Accept-Ranges,Keep-Alive:
