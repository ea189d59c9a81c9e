classes = a,,b
[mtu
label = x
sig = 65536
[tcp:request]
label = q:x:y
sys = @z
sig = 5:0:256::%1,256:mss,,eol+300:dff:x
unknown = 1
= 2
