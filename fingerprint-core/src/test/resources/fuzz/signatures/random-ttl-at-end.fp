classes = u
[tcp:request]
label = s:u:n:
sig = 4:64-:
sig = 4:64-:0
sig = 4:64-
