// "While I am away": who does my tasks, from which day to which. Only for people who do tasks for others.
const ROUTE = '/api/substitutes';

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

async function call(api, method, body) {
  const answer = await fetch(ROUTE, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': api.CSRFToken },
    body: body && JSON.stringify(body)
  });
  if (!answer.ok) {
    throw new Error((await answer.json()).detail);
  }
  return answer.status === 204 ? null : answer.json();
}

async function read(route) {
  const answer = await fetch(route);
  return answer.ok ? answer.json() : [];
}

function field(label, input) {
  return element('p', { className: 'form-group' }, element('label', { htmlFor: input.id, textContent: label }), input);
}

function dialog(api, colleagues) {
  const message = element('p', { role: 'status', className: 'pl-message' });
  const content = element('div');
  const close = element('button', { type: 'button', className: 'btn btn-link', textContent: 'Close' });
  const window = element(
    'dialog',
    { className: 'pl-dialog' },
    element('h2', { id: 'pl-away-title', textContent: 'While I am away' }),
    content,
    message,
    close
  );
  window.setAttribute('aria-labelledby', 'pl-away-title');
  close.addEventListener('click', () => window.close());
  window.addEventListener('close', () => window.remove());

  async function act(method, body, done) {
    try {
      await call(api, method, body);
      await show();
      message.textContent = done;
    } catch (refused) {
      message.textContent = refused.message;
    }
  }

  function form() {
    const who = element(
      'select',
      { id: 'pl-away-who', className: 'form-control', required: true },
      ...colleagues.map(each => element('option', { value: each.id, textContent: each.name }))
    );
    const from = element('input', { id: 'pl-away-from', type: 'date', className: 'form-control', required: true, value: today(), min: today() });
    const to = element('input', { id: 'pl-away-to', type: 'date', className: 'form-control', required: true, value: today(), min: today() });
    const send = element('button', { className: 'btn btn-primary', textContent: 'Hand my tasks over' });
    const made = element(
      'form',
      {},
      element('p', {
        textContent:
          'Your colleague gets the tasks you do for others, and the history says it was done on your behalf. ' +
          'Your own requests and your private views as a reviewer stay with you.'
      }),
      field('Who does my tasks', who),
      field('First day', from),
      field('Last day', to),
      send
    );
    made.addEventListener('submit', event => {
      event.preventDefault();
      act('POST', { substitute: who.value, from: from.value, to: to.value }, 'Done. Enjoy your time off.');
    });
    return made;
  }

  function current(named) {
    const name = colleagues.find(each => each.id === named.substitute)?.name || named.substitute;
    const back = element('button', { type: 'button', className: 'btn btn-primary', textContent: 'I am back' });
    back.addEventListener('click', () => act('DELETE', null, 'Your tasks are yours again.'));
    return element(
      'div',
      {},
      element('p', { textContent: `${name} does your tasks from ${named.from} to ${named.to}, both days included.` }),
      back
    );
  }

  async function show() {
    const [named] = await read(ROUTE);
    content.replaceChildren(named ? current(named) : form());
  }

  document.body.append(window);
  show().then(() => window.showModal());
}

export default [
  {
    id: 'peer-ladder-away',
    pluginPoint: 'tasklist.navbar.action',
    priority: 20,
    properties: { label: 'While I am away' },
    async render(node, { api }) {
      const colleagues = await read(ROUTE + '/colleagues');
      if (colleagues.length > 0) {
        const button = element('button', { type: 'button', className: 'btn btn-link pl-action', textContent: 'While I am away' });
        button.addEventListener('click', () => dialog(api, colleagues));
        node.append(button);
      }
    },
    unmount() {}
  }
];
