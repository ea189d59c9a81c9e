;@ source = "a page" 2026-01-01
classes = unix
[tcp:request]
;@ since 2026-01
label = s:unix:Linux:6.x
sig   = 4:64:0:1460:mss*44,7:mss,sok,ts,nop,ws:df,id+:0
