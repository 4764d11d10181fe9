// The usual handler of Meta's webhooks in Express: the raw body, its signature, an answer.
//   node handler.js PORT APP-SECRET              stores nothing
//   node handler.js PORT APP-SECRET DATABASE     one insert a message into SQLite, on the disk before the answer
import crypto from 'node:crypto';
import express from 'express';
import { DatabaseSync } from 'node:sqlite';

const [port, secret, file] = process.argv.slice(2);
const store = file ? openStore(file) : () => {};
const app = express();

app.post('/webhooks/:namespace/:name', express.raw({ type: '*/*', limit: '8mb' }), (request, response) => {
  if (!isSigned(request.body, request.get('X-Hub-Signature-256'))) {
    return response.sendStatus(401);
  }
  store(request.body);
  response.sendStatus(200);
});

app.listen(Number(port), '127.0.0.1');

function isSigned(body, signature = '') {
  const expected = Buffer.from('sha256=' + crypto.createHmac('sha256', secret).update(body).digest('hex'));
  const given = Buffer.from(signature);
  return given.length === expected.length && crypto.timingSafeEqual(given, expected);
}

function openStore(file) {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, mid TEXT NOT NULL UNIQUE, body BLOB NOT NULL)');
  const insert = database.prepare('INSERT INTO message (mid, body) VALUES (?, ?) ON CONFLICT (mid) DO NOTHING');
  return (body) => {
    for (const { messaging } of JSON.parse(body).entry) {
      for (const { message } of messaging) insert.run(message.mid, body);
    }
  };
}
