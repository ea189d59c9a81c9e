[mtu]
label = x
sig = 1500