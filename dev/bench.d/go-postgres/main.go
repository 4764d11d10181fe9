// Command go-postgres is the usual handler in Go with PostgreSQL, for dev/bench to compare with: it checks the signature,
// inserts each message, and answers when PostgreSQL has committed.
//
//	go-postgres ADDRESS APP-SECRET CONNECTION-STRING
package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	mostBytes = 8 << 20

	table = `CREATE TABLE IF NOT EXISTS message
		(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mid text NOT NULL UNIQUE, body bytea NOT NULL)`
	insert = `INSERT INTO message (mid, body) VALUES ($1, $2) ON CONFLICT (mid) DO NOTHING`
)

type delivery struct {
	Entry []struct {
		Messaging []struct {
			Message struct {
				Mid string `json:"mid"`
			} `json:"message"`
		} `json:"messaging"`
	} `json:"entry"`
}

func main() {
	address, secret := os.Args[1], []byte(os.Args[2])
	pool, err := pgxpool.New(context.Background(), os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	if _, err := pool.Exec(context.Background(), table); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("POST /webhooks/{namespace}/{name}", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostBytes))
		if err != nil {
			w.WriteHeader(http.StatusRequestEntityTooLarge)
			return
		}
		if !signed(body, r.Header.Get("X-Hub-Signature-256"), secret) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if err := store(r.Context(), pool, body); err != nil {
			log.Print(err)
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	log.Fatal(http.ListenAndServe(address, nil))
}

func signed(body []byte, signature string, secret []byte) bool {
	digits, found := strings.CutPrefix(signature, "sha256=")
	given, err := hex.DecodeString(digits)
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return found && err == nil && hmac.Equal(given, mac.Sum(nil))
}

func store(ctx context.Context, pool *pgxpool.Pool, body []byte) error {
	var parsed delivery
	if err := json.Unmarshal(body, &parsed); err != nil {
		return err
	}
	for _, entry := range parsed.Entry {
		for _, item := range entry.Messaging {
			if _, err := pool.Exec(ctx, insert, item.Message.Mid, body); err != nil {
				return err
			}
		}
	}
	return nil
}
