module instagram-operator.io/dev/bench/generator

go 1.26.0
