// The chat page: what is shown is fetched anew whenever the simulator says that something changed.
import { clock, element, keep } from './dom.js';
import { messageElement } from './messages.js';
import { deliveryElement, trouble } from './webhooks.js';

const TYPING_MILLISECONDS = 20_000;
const ACCOUNTS_EVERY_MILLISECONDS = 3_000;

const MODES = {
  write: { hint: 'Message…', action: (text) => ({ type: 'write', text }) },
  picture: { name: 'Picture by its address', hint: 'https://…', action: (imageUrl) => ({ type: 'write', imageUrl }) },
  storyReply: { name: 'Reply to a story', hint: 'Reply…', action: (text) => ({ type: 'storyReply', text }) },
  comment: { name: 'Comment on a post', hint: 'Comment…', action: (text) => ({ type: 'comment', text }) },
  reply: { name: 'Reply', hint: 'Reply…', action: (text, { mid }) => ({ type: 'write', text, replyTo: mid }) },
  edit: { name: 'Edit', hint: 'New text…', action: (text, { mid }) => ({ type: 'edit', mid, text }) },
};

const at = (id) => document.getElementById(id);

const state = { accounts: [], account: undefined, customer: undefined, deliveries: [], mode: 'write', subject: undefined, newest: undefined };
let changes;
let typingTimer;
const problems = { page: undefined, action: undefined };

async function api(path, body) {
  const answer = await fetch(`api/${path}`, body && {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) {
    throw new Error(json.detail ?? `HTTP ${answer.status}`);
  }
  return json;
}

/** Does something, and says on the page what went wrong, until the same kind of thing goes well. */
async function attempt(does, kind = 'page') {
  try {
    await does();
    problems[kind] = undefined;
  } catch (error) {
    problems[kind] = error instanceof TypeError ? 'The simulator does not answer. Is it still running?' : error.message;
  }
  showNotice();
}

// What is looked at is in the address, after #, so that it survives a reload.

function selectFromAddress() {
  const [account, customer] = location.hash.slice(1).split('/');
  if (account !== state.account) {
    state.account = account || undefined;
    listen();
  }
  state.customer = customer || undefined;
  endMode();
  refresh();
}

function select(account, customer) {
  location.hash = `${account}/${customer ?? ''}`;
}

function listen() {
  changes?.close();
  changes = undefined;
  if (state.account) {
    changes = new EventSource(`api/changes?account=${state.account}`);
    changes.onmessage = refresh;
    changes.onerror = () => attempt(loadAccounts);
  }
}

// Fetching: one round at a time, and another one if something changed meanwhile.

let refreshing = false;
let refreshAgain = false;

async function refresh() {
  refreshAgain = true;
  if (refreshing) {
    return;
  }
  refreshing = true;
  while (refreshAgain) {
    refreshAgain = false;
    await attempt(load);
  }
  refreshing = false;
}

async function load() {
  const { account } = state;
  if (!account) {
    return;
  }
  const [{ conversations }, { deliveries }] = await Promise.all([
    api(`accounts/${account}/conversations`), api(`deliveries?account=${account}`)]);
  if (!state.customer) {
    select(account, conversations[0]?.igsid ?? newCustomer());
    return;
  }
  const { customer } = state;
  const conversation = await api(`accounts/${account}/conversations/${customer}`);
  if (account === state.account && customer === state.customer) {
    showConversations(conversations);
    showConversation(conversation);
    showDeliveries(deliveries);
  }
}

async function loadAccounts() {
  const { accounts } = await api('accounts');
  state.accounts = accounts;
  keep(at('account'), accounts, ({ instagramId }) => instagramId,
    ({ instagramId, username }) => element('option', { value: instagramId }, `${username} (${instagramId})`));
  if (!accounts.some(({ instagramId }) => instagramId === state.account) && accounts.length > 0) {
    select(accounts[0].instagramId);
  }
  at('account').value = state.account ?? '';
}

// Showing.

function showNotice() {
  const account = state.accounts.find(({ instagramId }) => instagramId === state.account);
  const text = problems.page ?? (account && problems.action) ?? (account ? trouble(account, state.deliveries)
    : 'No account yet. Name a file with apps and accounts in SIMULATOR_CONFIG, or PUT them to /control/apps/… and /control/accounts/….');
  at('notice').hidden = text === undefined;
  if (at('notice').textContent !== (text ?? '')) {
    at('notice').textContent = text ?? '';
  }
}

function showConversations(conversations) {
  const all = conversations.some(({ igsid }) => igsid === state.customer)
    ? conversations : [{ igsid: state.customer }, ...conversations];
  keep(at('conversations'), all.map((one) => ({ ...one, current: one.igsid === state.customer })), ({ igsid }) => igsid,
    ({ igsid, lastAt, lastText, current }) => element('li', {},
      element('button', { type: 'button', 'aria-current': current && 'true', onclick: () => { select(state.account, igsid); view('chat'); } },
        element('span', { class: `avatar hue-${Number(igsid.slice(-2)) % 6}`, 'aria-hidden': 'true' }, igsid.slice(-2)),
        element('span', { class: 'who' },
          element('strong', {}, element('span', { class: 'hidden' }, 'Customer '), igsid),
          element('span', { class: 'subtitle', dir: 'auto' }, lastAt ? lastText ?? 'an attachment' : 'nothing yet')),
        lastAt && element('time', { datetime: lastAt }, clock(lastAt).slice(0, -3)))));
}

function showConversation({ messages, typingSince }) {
  at('chat-title').textContent = `You are customer ${state.customer}`;
  const list = at('messages');
  const stays = list.scrollHeight - list.scrollTop - list.clientHeight > 80 && list.dataset.of === state.customer;
  const byMid = new Map(messages.map((message) => [message.mid, message]));
  const typing = typingSince && Date.now() - new Date(typingSince) < TYPING_MILLISECONDS;
  keep(list, typing ? [...messages, { mid: 'typing' }] : messages, ({ mid }) => mid,
    (message) => (message.mid === 'typing' ? typingElement() : messageElement(message, byMid.get(message.content.replyTo?.mid), act, start)));
  clearTimeout(typingTimer);
  if (typing) {
    typingTimer = setTimeout(refresh, TYPING_MILLISECONDS);
  }
  list.dataset.of = state.customer;
  if (!stays) {
    list.scrollTop = list.scrollHeight;
  }
  showQuickReplies(messages.filter(({ kind }) => kind !== 'comment').at(-1));
  const unread = messages.findLast(({ by, marks }) => by === 'account' && !marks.seen);
  at('read').hidden = !unread;
  at('read').onclick = () => act({ type: 'read', mid: unread.mid });
}

function typingElement() {
  return element('li', { class: 'message account' },
    element('p', { class: 'bubble typing', role: 'img', 'aria-label': 'The account is typing' },
      element('span'), element('span'), element('span')));
}

/** They are there until the next message. */
function showQuickReplies(last) {
  const replies = last?.by === 'account' && !last.marks.deleted ? last.content.quickReplies : [];
  at('quick-replies').hidden = replies.length === 0;
  keep(at('quick-replies'), replies.map((reply, i) => ({ ...reply, i, mid: last.mid })), ({ mid, i }) => `${mid}/${i}`, (reply) => {
    const title = reply.title ?? { user_email: 'Send my e-mail address', user_phone_number: 'Send my phone number' }[reply.content_type];
    const sent = { user_email: 'customer@example.com', user_phone_number: '+15550100' }[reply.content_type];
    return element('button', {
      type: 'button', onclick: () => act({ type: 'quickReply', title: sent ?? reply.title, payload: reply.payload ?? sent }),
    }, title ?? '');
  });
}

function showDeliveries(deliveries) {
  state.deliveries = deliveries;
  const parent = at('deliveries');
  keep(parent, deliveries, ({ report }) => report.id, (delivery, old) => deliveryElement(delivery, old, (id) => api(`deliveries/${id}`)));
  if (deliveries.length === 0) {
    parent.replaceChildren(element('p', { class: 'subtitle empty' }, 'What the account gets of this is shown here, as it went out.'));
    return;
  }
  const newest = deliveries[0].report.id;
  if (newest !== state.newest) {
    // The newest is open; it closes when the next one comes, unlike those that were opened by hand.
    const before = [...parent.children].find((child) => child.dataset.key === state.newest);
    if (before) {
      before.open = false;
    }
    parent.firstElementChild.open = true;
    state.newest = newest;
  }
}

// Doing.

function act(action) {
  return attempt(async () => {
    const { reason } = await api(`accounts/${state.account}/conversations/${state.customer}/actions`, action);
    if (reason) {
      throw new Error(`Not sent as a webhook: ${reason}`);
    }
  }, 'action');
}

function start(mode, subject) {
  state.mode = mode;
  state.subject = subject;
  at('more').open = false;
  at('mode').hidden = mode === 'write';
  at('mode-text').textContent = [MODES[mode].name, subject?.content.text].filter(Boolean).join(': ');
  at('text').placeholder = MODES[mode].hint;
  at('text').value = mode === 'edit' ? subject.content.text : at('text').value;
  at('text').focus();
}

function endMode() {
  state.mode = 'write';
  state.subject = undefined;
  at('mode').hidden = true;
  at('text').placeholder = MODES.write.hint;
}

function newCustomer() {
  return String(9e14 + Math.floor(Math.random() * 9e13));
}

function view(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('.views button')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === name));
  }
}

at('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = at('text').value.trim();
  if (text) {
    act(MODES[state.mode].action(text, state.subject));
    at('text').value = '';
    endMode();
  }
});
at('account').addEventListener('change', ({ target }) => select(target.value));
at('new-conversation').addEventListener('click', () => { select(state.account, newCustomer()); view('chat'); at('text').focus(); });
at('story-mention').addEventListener('click', () => { at('more').open = false; act({ type: 'storyMention' }); });
at('mode-end').addEventListener('click', () => { endMode(); at('text').value = ''; at('text').focus(); });
for (const button of document.querySelectorAll('[data-mode]')) {
  button.addEventListener('click', () => start(button.dataset.mode));
}
for (const button of document.querySelectorAll('.views button')) {
  button.addEventListener('click', () => view(button.dataset.view));
}
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') {
    document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = false; });
  }
});
document.addEventListener('click', ({ target }) => {
  document.querySelectorAll('details.menu[open]').forEach((menu) => { menu.open = menu.contains(target); });
});
addEventListener('hashchange', selectFromAddress);

selectFromAddress();
attempt(loadAccounts);
setInterval(() => attempt(loadAccounts), ACCOUNTS_EVERY_MILLISECONDS);
