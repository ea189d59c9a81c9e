; a comment
classes = win,unix,other
[mtu]
label = Ethernet or modem
sig   = 576
sig   = 1500
[tcp:request]
label = s:unix:Linux:3.11 and newer
sig   = *:64:0:*:mss*20,10:mss,sok,ts,nop,ws:df,id+:0
sig   = 4:64+0:0:1460:%8192,*:mss,nop,nop,sok,eol+2:df,id-,ecn,0+,seq-,ack+,ack-,uptr+,urgf+,pushf+,ts1-,ts2+,opt+,exws,bad:*
label = g:win:Windows:NT kernel
sig   = 6:128-:0:1440:mtu*4,8:mss,?22,sack:flow:+
label = s:!:NMap:SYN scan
sys   = @unix,@win,Linux,BeOS
sig   = *:64-:0:1460:1024,0:mss::0
[tcp:response]
label = s:unix:Linux:3.x
sig   = *:64:0:*:mss*10,0:mss,nop,nop,sok:df:0
[http:request]
ua_os = Linux,Windows,iOS=[iPad],Plan 9=[plan9]
label = s:!:Firefox:10.x or newer
sys   = Windows,@unix
sig   = *:Host,User-Agent,Accept=[,*/*;q=],?Accept-Language,Accept-Encoding=[gzip, deflate],?DNT=[1],Connection=[keep-alive],?Referer:Accept-Charset,Keep-Alive:Firefox/
[http:response]
label = g:!:Apache:2.x
sys   = @unix,@win
sig   = 1:Date,Server,?Last-Modified,?Accept-Ranges=[bytes],?Content-Length,Content-Type,?Vary:Keep-Alive:Apache
