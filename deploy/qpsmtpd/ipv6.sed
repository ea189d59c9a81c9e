# The plug-in ident/p0f of qpsmtpd 0.94 asks for IPv6 addresses that nobody has: it reads each group as a decimal number.
# With this it asks for the client's own:
#   sed -i -f ipv6.sed /usr/share/qpsmtpd/plugins/ident/p0f
s/^use IO::Socket;/use Socket ();\
&/
s/split(.\\:., \$src_ip)/unpack('C16', Socket::inet_pton(Socket::AF_INET6(), $src_ip))/
