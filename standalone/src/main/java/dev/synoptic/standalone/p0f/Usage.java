package dev.synoptic.standalone.p0f;

/// What is shown to who gives an option that nobody knows (`p0f-v3.md` CLI-3).
final class Usage {

    static final String TEXT = """
            usage: synoptic p0f [OPTIONS] [FILTER]

            Where packets come from:
              -i NAME     capture from this interface (default: the first that -L shows)
              -r FILE     read this capture file, pcap or pcapng, plain or gzip
              -p          show frames for others too (promiscuous mode)
              -L          list the interfaces and end

            What is done with them:
              -f FILE     signatures (default: /etc/p0f/p0f.fp, else those of Synoptic)
              -o FILE     append observations to this log
              -s PATH     answer queries on this unix socket
              -d          go on in the background; needs -o or -s
              -u USER     go on as this user

            Limits:
              -S N        query connections served at a time (20)
              -m C,H      connections and hosts remembered (1000,10000)
              -t C,H      seconds a connection, minutes an idle host is remembered (30,120)

            Beyond p0f:
              --fidelity strict|fleet     p0f's own reading of frames, or what was meant (VLAN tags and all)
              --log-format p0f|v2         p0f 3's fields, or a line per handshake in the manner of p0f 2

            FILTER is one argument in libpcap's language (man pcap-filter) and narrows what is looked at.
            """;

    private Usage() {}
}
