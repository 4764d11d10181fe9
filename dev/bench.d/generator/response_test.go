package main

import "testing"

func TestAnswersEndWhereTheyEnd(t *testing.T) {
	for name, test := range map[string]struct {
		parts []string
		want  []int
	}{
		"no body":             {[]string{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}, []int{200}},
		"a body":              {[]string{"HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\nno"}, []int{401}},
		"cut in the head":     {[]string{"HTTP/1.1 200 OK\r\ncontent-le", "ngth: 0\r\n\r\n"}, []int{0, 200}},
		"cut in the body":     {[]string{"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nO", "K"}, []int{0, 200}},
		"chunked":             {[]string{"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n", "0\r\n\r\n"}, []int{0, 503}},
		"chunked, but empty":  {[]string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\n\r\n"}, []int{0, 200}},
		"one after the other": {[]string{"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n"}, []int{200, 500}},
	} {
		t.Run(name, func(t *testing.T) {
			var response Response
			for i, part := range test.parts {
				status, err := response.Add([]byte(part))
				if err != nil || status != test.want[i] {
					t.Errorf("part %d: status %d (%v), want %d", i, status, err, test.want[i])
				}
			}
		})
	}
}

func TestWhatIsNoAnswerIsRefused(t *testing.T) {
	var response Response
	if _, err := response.Add([]byte("SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n")); err == nil {
		t.Error("taken for an answer")
	}
}

func TestReadingAllocatesNothing(t *testing.T) {
	response, answer := Response{}, []byte("HTTP/1.1 200 OK\r\nDate: today\r\nContent-Length: 2\r\n\r\nOK")
	if got := testing.AllocsPerRun(100, func() { _, _ = response.Add(answer) }); got > 0 {
		t.Errorf("%v allocations an answer", got)
	}
}
