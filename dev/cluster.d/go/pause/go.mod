module instagram-operator.io/dev/pause

go 1.26.0
