// Takes events of Instagram: verifies each one, stores it once, and only then answers 200.
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const MAX_BYTES = 16 << 20; // larger bodies are refused before they fill the memory
const EVENTS = 'events.log'; // a line for each event, with its id at the end: a line that a crash cut short does not count

const webhook = new Webhook(process.env.WEBHOOK_SECRET);
const lines = readFileSync(EVENTS, { encoding: 'latin1', flag: 'a+' }).split('\n');
const seen = new Set(lines.map((line) => line.slice(line.lastIndexOf(' ') + 1)));

/** Put your own work here. If it throws, the event comes again. */
function processEvent(id, event) {
  if (seen.has(id)) {
    return 'known';
  }
  appendFileSync(EVENTS, `\n${event} ${id}`, { flag: 'as' }); // s: on the disk, not only on its way there
  seen.add(id);
  return 'stored';
}

async function answer(request) {
  if (!(Number(request.headers['content-length']) <= MAX_BYTES)) {
    return 413;
  }
  const event = await buffer(request);
  try {
    webhook.verify(event, request.headers, { jsonParse: false });
  } catch (error) {
    if (error instanceof WebhookVerificationError) {
      return 401;
    }
    throw error;
  }
  const id = request.headers['webhook-id'];
  console.log(processEvent(id, event), id);
  return 200;
}

const server = createServer(async (request, response) => {
  const status = await answer(request).catch((error) => {
    console.error(error);
    return 500;
  });
  response.writeHead(status, { 'Content-Length': 0 }).end();
});
server.listen(process.env.PORT, () => console.log('listening on port', server.address().port));
