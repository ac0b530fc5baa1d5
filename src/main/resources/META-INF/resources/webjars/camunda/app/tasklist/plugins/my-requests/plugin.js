// "My requests": what I asked for, where it is, who is asked since when, and how it ended. It can be stopped here, and
// files added to it.
import { filesOf } from '../case-files/plugin.js';

const ROUTE = '/my-requests';
const CASES = '/api/cases';
const PAGE_SIZE = 20;

const days = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });

function day(iso) {
  return days.format(new Date(iso + 'T00:00:00Z'));
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter(Boolean));
  return made;
}

function button(text, className, act) {
  const made = element('button', { type: 'button', className: 'btn ' + className, textContent: text });
  made.addEventListener('click', act);
  return made;
}

async function read(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) {
    throw new Error('You are signed out. Please sign in again.');
  }
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  return body;
}

function facts(pairs) {
  return element(
    'dl',
    { className: 'pl-facts' },
    ...pairs
      .filter(([, value]) => value)
      .flatMap(([name, value]) => [element('dt', { textContent: name }), element('dd', { textContent: value })])
  );
}

function open(request) {
  return facts([
    ['Now', request.step],
    ['Waiting for', request.waitingFor && `${request.waitingFor}, since ${day(request.waitingSince)}`],
    ['By', request.due && day(request.due)],
    ['Next', request.nextStep],
    ['Asked on', day(request.startedOn)]
  ]);
}

function finished(request) {
  return facts([
    ['Asked on', day(request.startedOn)],
    ['Ended on', day(request.endedOn)]
  ]);
}

function period(step) {
  if (!step.endedOn) {
    return `since ${day(step.startedOn)}`;
  }
  return step.startedOn === step.endedOn ? day(step.startedOn) : `${day(step.startedOn)} to ${day(step.endedOn)}`;
}

function joined(words) {
  return [...new Set(words.filter(Boolean))].join(' · ');
}

function timeline(story) {
  return element(
    'ol',
    { className: 'pl-timeline' },
    ...story.timeline.map(step =>
      element(
        'li',
        { className: step.endedOn ? '' : 'pl-now' },
        element('strong', { textContent: step.step }),
        element('span', { textContent: joined([step.stage, step.who, period(step), step.stopped && 'without an answer']) })
      )
    )
  );
}

function decisions(story) {
  return story.decisions.map(made =>
    element(
      'li',
      {},
      element('strong', { textContent: made.decision }),
      element('span', { textContent: `${made.step} · ${day(made.on)}` }),
      made.reason && element('p', { textContent: 'Why: ' + made.reason }),
      made.whatWouldChange && element('p', { textContent: 'What would change it: ' + made.whatWouldChange })
    )
  );
}

function story(told) {
  const decided = decisions(told);
  return [
    element('h3', { textContent: 'What happened' }),
    timeline(told),
    decided.length > 0 && element('h3', { textContent: 'What was decided about you' }),
    decided.length > 0 && element('ul', { className: 'pl-timeline' }, ...decided)
  ].filter(Boolean);
}

/** A button and what it opens, read anew each time. */
function opening(text, id, say, content) {
  const part = element('div', { id, className: 'pl-story', hidden: true });
  const made = button(text, 'btn-link', async () => {
    const show = part.hidden;
    if (show) {
      try {
        part.replaceChildren(...(await content()));
      } catch (failed) {
        say(failed.message);
        return;
      }
    }
    part.hidden = !show;
    made.setAttribute('aria-expanded', String(show));
  });
  made.setAttribute('aria-expanded', 'false');
  made.setAttribute('aria-controls', id);
  return [made, part];
}

/** One request; after a change it draws itself anew. */
function card(request, api, say) {
  const titleId = 'pl-' + request.caseNumber;
  const made = element('section', { className: 'pl-request' });
  made.setAttribute('aria-labelledby', titleId);

  const [tell, details] = opening(
    request.endedOn ? 'What happened' : 'What happened so far',
    titleId + '-story',
    say,
    async () => story(await read(`${CASES}/${encodeURIComponent(request.caseNumber)}`))
  );
  const [show, files] = opening('Files', titleId + '-files', say, () => [
    element('h3', { textContent: 'Files' }),
    filesOf(request.caseNumber, !request.endedOn, api)
  ]);

  const asking = element('div', { className: 'pl-asking', hidden: true });
  asking.setAttribute('role', 'group');
  asking.setAttribute('aria-label', 'Stop request ' + request.caseNumber);
  const stop = button('Stop my request', 'btn-default', () => {
    asking.hidden = false;
    stop.hidden = true;
    no.focus();
  });
  const no = button('No, go on', 'btn-default', () => {
    asking.hidden = true;
    stop.hidden = false;
    stop.focus();
  });
  const yes = button('Yes, stop it', 'btn-danger', async () => {
    yes.disabled = true;
    try {
      await read(`${CASES}/${encodeURIComponent(request.caseNumber)}/withdraw`, {
        method: 'POST',
        headers: { 'X-XSRF-TOKEN': api.CSRFToken }
      });
      say(`Request ${request.caseNumber} is stopped. Nothing is held against you; you can ask again on any day.`);
    } catch (refused) {
      say(refused.message);
    }
    try {
      const now = await read(`${CASES}/${encodeURIComponent(request.caseNumber)}`);
      const drawnAnew = card(now, api, say);
      made.replaceWith(drawnAnew);
      drawnAnew.querySelector('a, button').focus();
    } catch (failed) {
      say(failed.message);
    }
  });
  asking.append(
    element('p', {
      textContent:
        'Do you want to stop this request? Everybody who has a task for it is told. Nothing is held against you, and you can ask again on any day.'
    }),
    yes,
    no
  );
  asking.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      no.click();
    }
  });

  made.append(
    element(
      'h2',
      { id: titleId },
      element('span', { textContent: request.process }),
      element('span', { className: 'pl-number', textContent: request.caseNumber }),
      element('span', { className: 'pl-stage', textContent: request.outcome || request.stage || '' })
    ),
    request.endedOn ? finished(request) : open(request),
    ...(request.note ? [element('p', { className: 'pl-note', textContent: request.note })] : []),
    element(
      'p',
      { className: 'pl-buttons' },
      request.taskId &&
        element('a', { className: 'btn btn-primary', href: '#/?task=' + request.taskId, textContent: 'Go to my task' }),
      tell,
      show,
      request.canWithdraw && stop
    ),
    asking,
    details,
    files
  );
  return made;
}

function page(api) {
  const message = element('p', { className: 'pl-said' });
  message.setAttribute('role', 'status');
  const list = element('div');
  const more = button('Show more', 'btn-default', () => show(list.children.length / PAGE_SIZE));
  more.hidden = true;

  function say(words) {
    message.textContent = words;
    message.scrollIntoView({ block: 'nearest' });
  }

  async function show(number) {
    try {
      const found = await read(`${CASES}/mine?page=${Math.floor(number)}&size=${PAGE_SIZE}`);
      list.append(...found.cases.map(request => card(request, api, say)));
      more.hidden = list.children.length >= found.total || found.cases.length === 0;
      if (found.total === 0) {
        say('You have asked for nothing yet. You can begin with "Start process" at the top.');
      }
    } catch (failed) {
      say(failed.message);
    }
  }

  show(0);
  return element(
    'main',
    { className: 'pl-page' },
    element('p', {}, element('a', { href: '#/', textContent: 'Back to my tasks' })),
    element('h1', { textContent: 'My requests' }),
    message,
    list,
    more
  );
}

export default [
  {
    id: 'peer-ladder-my-requests-page',
    pluginPoint: 'tasklist.route',
    priority: 10,
    properties: { path: ROUTE, label: 'My requests' },
    render(node, { api }) {
      node.append(page(api));
    },
    unmount() {}
  },
  {
    id: 'peer-ladder-my-requests',
    pluginPoint: 'tasklist.navbar.action',
    priority: 30,
    properties: { label: 'My requests' },
    render(node) {
      node.append(element('a', { className: 'pl-action', href: '#' + ROUTE, textContent: 'My requests' }));
    },
    unmount() {}
  }
];
