// The webhooks of an account: body, headers, attempts.
import { clock, element } from './dom.js';

/** One delivery; what is in it is fetched when it is opened. */
export function deliveryElement({ report, tries }, old, fetchDetail) {
  const details = old ?? element('details', { class: 'delivery' });
  const last = tries.at(-1);
  const answer = last ? String(last.status ?? 'no answer') : 'under way';
  details.className = `delivery ${report.state.toLowerCase()}`;
  details.replaceChildren(
    element('summary', {},
      element('span', { class: 'status' }, answer),
      element('span', { class: 'when' }, last ? clock(last.at) : ''),
      element('span', { class: 'counts' },
        [count(report.updates, 'update'), count(report.attempts, 'attempt'), report.state.toLowerCase()].join(' · '))),
    element('div', { class: 'detail' }));
  const fill = async () => {
    if (details.open) {
      details.lastElementChild.replaceChildren(...detail(await fetchDetail(report.id)));
    }
  };
  details.ontoggle = fill;
  fill();
  return details;
}

function detail({ report, tries, headers, body }) {
  const pretty = JSON.stringify(JSON.parse(body), null, 2);
  return [
    element('div', { class: 'title' },
      element('h3', {}, 'Body'),
      copy('Copy JSON', pretty),
      copy('Copy as sent', body, 'The bytes that were signed')),
    element('pre', { tabindex: '0', 'aria-label': 'Body of the webhook' }, pretty),
    element('h3', {}, 'Headers'),
    element('dl', {}, ...Object.entries(headers).sort().flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
    element('h3', {}, 'Attempts'),
    element('ol', { class: 'attempts' }, ...tries.map((attempt) => element('li', {},
      `${clock(attempt.at)} · ${attempt.status ?? 'no answer'}`, attempt.answer && element('code', {}, attempt.answer)))),
    report.lastError && element('p', { class: 'subtitle' }, report.lastError),
  ].filter(Boolean);
}

function copy(label, text, title) {
  return element('button', {
    type: 'button',
    title,
    onclick: async ({ currentTarget }) => {
      await navigator.clipboard.writeText(text);
      currentTarget.textContent = 'Copied';
      setTimeout(() => { currentTarget.textContent = label; }, 1500);
    },
  }, label);
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** What is wrong with the webhooks of an account, and what to do; undefined if nothing is. */
export function trouble(account, deliveries) {
  if (!account.callbackUrl) {
    return `No webhooks yet: app ${account.appId} has no callback. Start the receiver or apply the InstagramAccount; it subscribes by itself.`;
  }
  if (!account.subscribed) {
    return `No webhooks yet: account ${account.instagramId} is not subscribed to its app. Wait a moment; the receiver or operator subscribes it,`
      + ' or says in its status why it cannot.';
  }
  const last = deliveries.find(({ tries }) => tries.length > 0);
  if (!last || last.report.state === 'Delivered') {
    return undefined;
  }
  const { status, answer } = last.tries.at(-1);
  const again = last.report.state === 'Pending' ? ' It is tried again, with growing pauses.' : ' It is not tried again.';
  if (status === undefined) {
    return `No answer from ${account.callbackUrl}: ${answer}. Is the receiver running, and is that its address?${again}`;
  }
  return `The receiver answered ${status}. ${ADVICE[status] ?? 'Its log says why.'}${again}`;
}

const ADVICE = {
  401: 'It does not accept the signature: compare the app secret here and there.',
  403: 'It does not accept the signature: compare the app secret here and there.',
  404: 'The callback URL does not lead to the receiver: compare it with the webhook path.',
  413: 'The webhook is larger than it takes.',
  429: 'It has too much to do at the moment.',
  503: 'It cannot store events at the moment: see its status for the reason, such as a full disk.',
};
