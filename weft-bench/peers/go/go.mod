module weft.dev/bench/peer

go 1.22
