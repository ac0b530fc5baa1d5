// "Files": what people add to a request. A tab of each task, and a part of "My requests".
const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.heic,.heif';
const TASKS = '/camunda/api/engine/engine/default/task';
const OUT = 'You are signed out. Please sign in again.';

const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' });

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter(Boolean));
  return made;
}

function sizeInWords(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

async function call(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) {
    throw new Error(OUT);
  }
  const body = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(body.detail), { status: answer.status });
  }
  return body;
}

/** Only this old way tells how far a request has got. */
function send(path, token, files, progress) {
  return new Promise((done, failed) => {
    const body = new FormData();
    files.forEach(file => body.append('file', file));
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('X-XSRF-TOKEN', token);
    request.responseType = 'json';
    request.upload.addEventListener('progress', event => progress(event.loaded / event.total));
    request.addEventListener('load', () => {
      if (request.status === 201) {
        done(request.response);
      } else {
        failed(new Error(request.status === 401 ? OUT : request.response?.detail || 'The files could not be stored.'));
      }
    });
    request.addEventListener('error', () =>
      failed(new Error('The files could not be sent. Perhaps they are too large, or the connection is gone.'))
    );
    request.send(body);
  });
}

/** The files of one request: read them, and while it is open add some and delete one's own. */
export function filesOf(caseNumber, open, api) {
  const path = `/api/cases/${encodeURIComponent(caseNumber)}/files`;
  const said = element('p', { className: 'pl-said' });
  said.setAttribute('role', 'status');
  const list = element('ul', { className: 'pl-files-list' });
  const none = element('p', { textContent: 'There are no files yet.', hidden: true });

  function say(words) {
    said.textContent = words;
  }

  function line(file) {
    const made = element(
      'li',
      {},
      element('a', { href: `${path}/${file.id}`, download: file.name, textContent: file.name }),
      element('span', {
        textContent: `${sizeInWords(file.size)} · ${file.addedBy}, ${days.format(new Date(file.addedAt))}`
      })
    );
    if (open && file.mine) {
      const remove = element('button', { type: 'button', className: 'btn btn-default btn-xs', textContent: 'Delete' });
      remove.setAttribute('aria-label', 'Delete ' + file.name);
      remove.addEventListener('click', async () => {
        remove.disabled = true;
        try {
          await call(`${path}/${file.id}`, { method: 'DELETE', headers: { 'X-XSRF-TOKEN': api.CSRFToken } });
          await show();
          say(`${file.name} is deleted.`);
        } catch (refused) {
          await show();
          say(refused.message);
        }
        picker.focus();
      });
      made.append(remove);
    }
    return made;
  }

  async function show() {
    try {
      const files = await call(path);
      list.replaceChildren(...files.map(line));
      none.hidden = files.length > 0;
    } catch (failed) {
      // A private view, for one, is given without the papers
      say(failed.status === 404 ? 'The files of this request are not shown in this step.' : failed.message);
      form.hidden = true;
    }
  }

  const id = 'pl-files-' + caseNumber;
  const picker = element('input', { id, type: 'file', multiple: true, accept: ACCEPTED });
  picker.setAttribute('aria-describedby', id + '-hint');
  const button = element('button', { className: 'btn btn-primary', textContent: 'Upload' });
  const form = element(
    'form',
    { className: 'pl-files-add', hidden: !open },
    element('label', { htmlFor: id, textContent: 'Add files' }),
    element('p', {
      id: id + '-hint',
      textContent: 'PDF, or pictures as PNG, JPEG or HEIC. Everybody who works on this request can read them.'
    }),
    picker,
    button
  );
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const files = [...picker.files];
    if (files.length === 0) {
      say('Choose a file first.');
      picker.focus();
      return;
    }
    button.disabled = true;
    let told = -1;
    try {
      const added = await send(path, api.CSRFToken, files, part => {
        // Whoever hears the page instead of seeing it is not told each percent
        const tenth = Math.floor(part * 10);
        if (tenth > told) {
          told = tenth;
          say(part < 1 ? `Sending: ${tenth * 10} %` : 'Sent. Your files are being checked …');
        }
      });
      form.reset();
      await show();
      say('Added: ' + added.map(file => file.name).join(', '));
    } catch (refused) {
      say(refused.message);
    }
    button.disabled = false;
  });

  show();
  return element('div', { className: 'pl-files' }, none, list, form, said);
}

/** Every task of a request knows its number. */
async function numberOf(taskId) {
  const variables = await call(`${TASKS}/${taskId}/form-variables?variableNames=caseNumber`);
  return variables.caseNumber?.value;
}

export default [
  {
    id: 'peer-ladder-files',
    pluginPoint: 'tasklist.task.detail',
    priority: 900,
    properties: { label: 'Files' },
    async render(node, { api, taskId }) {
      try {
        const number = await numberOf(taskId);
        node.append(
          number ? filesOf(number, true, api) : element('p', { textContent: 'This task belongs to no request.' })
        );
      } catch (failed) {
        node.append(element('p', { className: 'pl-said', textContent: failed.message }));
      }
    },
    unmount() {}
  }
];
