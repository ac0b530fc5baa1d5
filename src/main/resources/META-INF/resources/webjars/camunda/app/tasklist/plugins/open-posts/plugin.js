// "Open posts": posts for which people inside can apply now. Whoever asks for a part gets a task: apply, not this time, or
// see what is still to come.
const ROUTE = '/api/vacancies';

const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

const MINE = {
  invited: 'You are asked: the answer waits in your task list.',
  applied: 'You have applied. “My requests” shows where it is.',
  withdrew: 'You stepped aside. You can come back while the call is open.',
  'not-interested': 'You said: not this time. You can come back while the call is open.'
};

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter(Boolean));
  return made;
}

async function read(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  return body;
}

function dialog(api) {
  const message = element('p', { role: 'status', className: 'pl-message' });
  const content = element('div');
  const close = element('button', { type: 'button', className: 'btn btn-link', textContent: 'Close' });
  const window = element(
    'dialog',
    { className: 'pl-dialog' },
    element('h2', { id: 'pl-posts-title', textContent: 'Open posts' }),
    element('p', {
      textContent:
        'People inside come first. You see where you stand, what is still to come and by when, before you say anything.'
    }),
    content,
    message,
    close
  );
  window.setAttribute('aria-labelledby', 'pl-posts-title');
  close.addEventListener('click', () => window.close());
  window.addEventListener('close', () => window.remove());

  async function come(post) {
    try {
      await read(`${ROUTE}/${encodeURIComponent(post.caseNumber)}/candidacies`, {
        method: 'POST',
        headers: { 'X-XSRF-TOKEN': api.CSRFToken }
      });
      await show();
      message.textContent = 'A task “Apply for the post” waits for you now. Nothing is said yet, to nobody.';
    } catch (refused) {
      message.textContent = refused.message;
    }
  }

  function row(post) {
    const mayCome = !['invited', 'applied'].includes(post.mine);
    const ask = element('button', {
      type: 'button',
      className: 'btn btn-primary',
      textContent: 'Show me where I stand'
    });
    ask.setAttribute('aria-label', `Show me where I stand for ${post.title}, ${post.program}`);
    ask.addEventListener('click', () => come(post));
    return element(
      'li',
      {},
      element('strong', { textContent: `${post.title}, ${post.program}` }),
      element('span', {
        textContent: `${post.payRange} · until ${days.format(new Date(post.closesOn + 'T00:00:00Z'))} · ${post.caseNumber}`
      }),
      MINE[post.mine] && element('p', { textContent: MINE[post.mine] }),
      mayCome && ask
    );
  }

  async function show() {
    try {
      const posts = await read(ROUTE);
      content.replaceChildren(
        posts.length > 0
          ? element('ul', { className: 'pl-timeline' }, ...posts.map(row))
          : element('p', { textContent: 'No post is open now. Whoever qualifies for the next one is told by mail.' })
      );
    } catch (refused) {
      message.textContent = refused.message;
    }
  }

  document.body.append(window);
  show().then(() => window.showModal());
}

export default [
  {
    id: 'peer-ladder-open-posts',
    pluginPoint: 'tasklist.navbar.action',
    priority: 30,
    properties: { label: 'Open posts' },
    render(node, { api }) {
      const button = element('button', { type: 'button', className: 'btn btn-link pl-action', textContent: 'Open posts' });
      button.addEventListener('click', () => dialog(api));
      node.append(button);
    },
    unmount() {}
  }
];
