classes = u
[tcp:request]
label = s:u:n:
sig = 4:64-5:0:99999999999999999999:mss*1001,:eol+,nop:df,id+,:*
sig = *:255+1:::,:::0
