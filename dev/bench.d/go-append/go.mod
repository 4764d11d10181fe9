module instagram-operator.io/dev/bench/go-append

go 1.26.0
