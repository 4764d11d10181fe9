// Messages as Instagram shows them to the customer.
import { clock, element } from './dom.js';

const REACTIONS = ['❤️', '😆', '😮', '😢', '😡', '👍'];

/** A message of the conversation; `act` does what the customer does with it, `start` begins a reply or an edit. */
export function messageElement(message, quoted, act, start) {
  const { by, kind, content, marks } = message;
  const author = by === 'customer' ? 'You' : 'Account';
  return element('li', { class: `message ${by} ${kind}` },
    element('span', { class: 'hidden' }, `${author}, ${clock(message.at)}: `),
    content.replyTo && element('div', { class: 'quote' }, quote(content.replyTo, quoted)),
    element('div', { class: 'row' },
      element('div', { class: 'content' }, ...contents(message, act)),
      kind === 'message' && !marks.deleted && menu(message, act, start)),
    reactions(marks.reactions),
    element('div', { class: 'meta' }, [
      clock(message.at),
      kind === 'postback' && 'pressed a button',
      kind === 'comment' && 'comment on a post',
      content.payload && `payload ${content.payload}`,
      marks.edits > 0 && 'edited',
      marks.seen && (by === 'customer' ? 'seen by the account' : 'read'),
    ].filter(Boolean).join(' · ')));
}

function contents(message, act) {
  const { content, marks } = message;
  if (marks.deleted) {
    return [element('p', { class: 'bubble gone' }, 'unsent')];
  }
  const parts = content.attachments.map((attachment) => attachmentElement(attachment, act));
  if (content.text) {
    parts.unshift(element('p', { class: 'bubble', dir: 'auto' }, content.text));
  }
  return parts.length > 0 ? parts : [element('p', { class: 'bubble gone' }, 'nothing that can be shown')];
}

function quote(replyTo, quoted) {
  if (replyTo.story) {
    return 'replied to a story';
  }
  return quoted ? `replied to: ${quoted.content.text ?? 'an attachment'}` : 'replied to a message';
}

function reactions(given) {
  const emoji = Object.values(given);
  return emoji.length > 0
    && element('div', { class: 'reactions', 'aria-label': `Reactions: ${emoji.join(' ')}`, role: 'img' }, emoji.join(' '));
}

function menu(message, act, start) {
  const own = message.by === 'customer';
  const item = (label, does, properties = {}) => element('button', {
    type: 'button',
    ...properties,
    onclick: (event) => {
      event.currentTarget.closest('details').open = false;
      does();
    },
  }, label);
  return element('details', { class: 'menu' },
    element('summary', { 'aria-label': 'React, reply and more', title: 'React, reply and more' }, '⋯'),
    element('div', { class: 'menu-items' },
      element('div', { class: 'emoji' }, ...REACTIONS.map((emoji) => {
        const given = message.marks.reactions.customer === emoji;
        return item(emoji, () => act(given ? { type: 'unreact', mid: message.mid } : { type: 'react', mid: message.mid, emoji }),
          { 'aria-label': given ? `Take ${emoji} back` : `React with ${emoji}`, 'aria-pressed': String(given) });
      })),
      item('Reply…', () => start('reply', message)),
      own && message.content.text && item('Edit…', () => start('edit', message)),
      own && item('Unsend', () => act({ type: 'unsend', mid: message.mid })),
      item('Copy message id', () => navigator.clipboard.writeText(message.mid))));
}

function attachmentElement(attachment, act) {
  const payload = attachment.payload ?? {};
  if (attachment.type === 'template' || payload.template_type) {
    return template(payload, act);
  }
  if (attachment.type === 'like_heart') {
    return element('p', { class: 'heart', role: 'img', 'aria-label': 'Heart' }, '❤️');
  }
  return placeholder(attachment.type ?? 'attachment', payload.url ?? payload.attachment_id ?? payload.id);
}

/** Nothing is loaded from elsewhere: the address stands for the picture. */
function placeholder(type, address) {
  return element('div', { class: 'placeholder' },
    element('strong', {}, type),
    address !== undefined && element('span', { class: 'address' }, String(address)));
}

function template(payload, act) {
  const elements = Array.isArray(payload.elements) ? payload.elements : payload.generic?.elements;
  if (Array.isArray(elements)) {
    return element('div', { class: 'cards', role: 'group', 'aria-label': 'Cards' }, ...elements.map((card) => element('div', { class: 'card' },
      card.image_url && placeholder('image', card.image_url),
      element('strong', { dir: 'auto' }, card.title ?? card.id ?? ''),
      card.subtitle && element('span', { class: 'subtitle', dir: 'auto' }, card.subtitle),
      ...buttons(card.buttons, act))));
  }
  return element('div', { class: 'card' }, element('span', { dir: 'auto' }, payload.text ?? payload.template_type ?? 'template'),
    ...buttons(payload.buttons, act));
}

function buttons(list, act) {
  return (Array.isArray(list) ? list : []).map((button) => {
    if (button.type === 'postback') {
      return element('button', {
        type: 'button', class: 'button', onclick: () => act({ type: 'button', title: button.title, payload: button.payload }),
      }, button.title ?? '');
    }
    return element('span', { class: 'button link', title: button.url ?? button.type }, `${button.title ?? button.type} ↗`);
  });
}
