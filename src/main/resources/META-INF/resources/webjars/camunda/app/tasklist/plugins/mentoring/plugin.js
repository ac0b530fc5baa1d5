// "Mentoring": what I offer as a mentor. Coordinators also see who meets whom, who waits and who has places, and match many
// at once.
const ROUTE = '/mentoring';
const MENTORING = '/api/mentoring';
const PAGE_SIZE = 20;

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

function day(iso) {
  return iso ? days.format(new Date(iso.slice(0, 10) + 'T00:00:00Z')) : '';
}

function words(code) {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}

function languageName(code) {
  try {
    // Browsers know no name for American Sign Language
    return code === 'ase' ? 'American Sign Language' : languages.of(code);
  } catch (noSuchLanguage) {
    return words(code);
  }
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

async function call(path, options) {
  const answer = await fetch(MENTORING + path, options);
  if (answer.status === 401) {
    throw new Error('You are signed out. Please sign in again.');
  }
  const body = await answer.json();
  if (!answer.ok) {
    throw Object.assign(new Error(body.detail), { status: answer.status });
  }
  return body;
}

function send(api, path, method, body) {
  return call(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': api.CSRFToken },
    body: body && JSON.stringify(body)
  });
}

function table(caption, columns, rows) {
  return element(
    'table',
    { className: 'pl-table' },
    element('caption', { textContent: caption }),
    element('thead', {}, element('tr', {}, ...columns.map(name => element('th', { scope: 'col', textContent: name })))),
    element(
      'tbody',
      {},
      ...rows.map(row =>
        element('tr', {}, ...row.map(cell => element('td', {}, cell instanceof Node ? cell : String(cell ?? ''))))
      )
    )
  );
}

/** Boxes to tick, of which one may tick several. */
function several(title, codes, ticked, name) {
  const boxes = codes.map(code => element('input', { type: 'checkbox', value: code, checked: ticked.includes(code) }));
  return {
    node: element(
      'fieldset',
      { className: 'pl-several' },
      element('legend', { textContent: title }),
      ...boxes.map(box => element('label', {}, box, ' ' + name(box.value)))
    ),
    chosen: () => boxes.filter(box => box.checked).map(box => box.value)
  };
}

function ownOffer(api, profile, say) {
  const optedIn = element('input', { type: 'checkbox', checked: profile.optedIn });
  const areas = several('What I can help with', profile.choices.focusAreas, profile.focusAreas, words);
  const spoken = several('Languages', profile.choices.languages, profile.languages, languageName);
  const ways = several('Ways to meet', profile.choices.meetings, profile.meetings, words);
  const places = element('input', {
    id: 'pl-mentor-places',
    className: 'form-control',
    type: 'number',
    min: 1,
    max: profile.mostPlaces,
    value: profile.places ?? ''
  });
  const form = element(
    'form',
    {},
    element('p', {}, element('label', {}, optedIn, ' I offer to mentor')),
    areas.node,
    spoken.node,
    ways.node,
    element(
      'p',
      {},
      element('label', {
        htmlFor: places.id,
        textContent: `Mentees at the same time (1 to ${profile.mostPlaces}; empty for ${profile.mostPlaces})`
      }),
      places
    ),
    element('button', { type: 'submit', className: 'btn btn-primary', textContent: 'Save my offer' })
  );
  form.addEventListener('submit', async event => {
    event.preventDefault();
    try {
      await send(api, '/profile', 'PUT', {
        optedIn: optedIn.checked,
        focusAreas: areas.chosen(),
        languages: spoken.chosen(),
        meetings: ways.chosen(),
        places: places.value === '' ? null : Number(places.value)
      });
      say(optedIn.checked ? 'Saved. Thank you for offering to mentor.' : 'Saved. You are not asked to mentor.');
    } catch (refused) {
      say(refused.message);
    }
  });
  return [
    element('h2', { textContent: 'My offer as a mentor' }),
    element('p', { textContent: `${profile.mayMentor ? 'You may mentor' : 'You may not mentor yet'}: ${profile.reason}` }),
    element('p', { textContent: `You mentor ${profile.taken} of at most ${profile.mostPlaces} people now.` }),
    form
  ];
}

function pager(found, show) {
  const back = button('Back', 'btn-default', () => show(found.page - 1));
  const on = button('Next', 'btn-default', () => show(found.page + 1));
  back.disabled = found.page === 0;
  on.disabled = (found.page + 1) * found.size >= found.total;
  return element('p', { className: 'pl-buttons' }, back, on);
}

/** Pairs, queue and places. */
function overview(say) {
  const shown = element('div');
  const silent = element('input', { type: 'checkbox' });
  const at = { pairs: 0, queue: 0 };

  async function show(list, page) {
    if (list) {
      at[list] = page;
    }
    const query = new URLSearchParams({
      silent: silent.checked,
      pairsPage: at.pairs,
      queuePage: at.queue,
      size: PAGE_SIZE
    });
    try {
      const found = await call(`/overview?${query}`);
      shown.replaceChildren(
        table(
          `${found.pairs.total} pairs shown, page ${found.pairs.page + 1}; ${found.silent} are silent`,
          ['Mentee', 'Mentor', 'Programme', 'Kind', 'Since', 'Next check-in', 'Last check-in of both', 'Silent', 'Request'],
          found.pairs.rows.map(pair => [
            pair.menteeName,
            pair.mentorName,
            pair.program,
            words(pair.kind),
            day(pair.since),
            day(pair.nextCheckInOn) || 'Not agreed yet',
            day(pair.lastCheckInOn) || 'None yet',
            pair.silent ? 'Silent' : 'No',
            pair.caseNumber
          ])
        ),
        pager(found.pairs, page => show('pairs', page)),
        table(
          `${found.queue.total} in the queue, page ${found.queue.page + 1}`,
          ['Place', 'Mentee', 'Waits since', 'Why they go first', 'Request'],
          found.queue.rows.map(each => [each.place, each.menteeName, day(each.since), each.reason, each.caseNumber])
        ),
        pager(found.queue, page => show('queue', page)),
        table(
          'Places by programme of the mentors',
          ['Programme', 'Mentors', 'Places', 'Taken', 'Left'],
          found.capacity.map(each => [each.program || 'None', each.mentors, each.places, each.taken, each.left])
        )
      );
    } catch (failed) {
      say(failed.message);
    }
  }

  silent.addEventListener('change', () => show('pairs', 0));
  show();
  return {
    nodes: [
      element('h2', { textContent: 'Pairs, queue and places' }),
      element('p', {}, element('label', {}, silent, ' Only silent pairs')),
      shown
    ],
    show
  };
}

function mentorChoice(match) {
  const choice = element(
    'select',
    { className: 'form-control' },
    element('option', { value: '', textContent: 'Nobody for now' }),
    ...match.candidates.map(each =>
      element('option', {
        value: each.mentorId,
        textContent: `${each.name} (${each.score} points)`,
        selected: each.mentorId === match.mentorId
      })
    )
  );
  choice.setAttribute('aria-label', 'Mentor for ' + match.menteeName);
  return choice;
}

function why(match) {
  return (match.reasons || []).map(each => `${each.reason} (${each.points})`).join('; ');
}

/** Mentors for many at once: proposed, changed, and asked. */
function cohort(api, say, asked) {
  const shown = element('div');

  async function ask(rows) {
    const chosen = rows
      .filter(row => row.choice.value)
      .map(row => ({ caseNumber: row.match.caseNumber, mentorId: row.choice.value }));
    if (chosen.length === 0) {
      say('Choose a mentor in at least one row.');
      return;
    }
    try {
      const done = await send(api, '/cohort/accept', 'POST', chosen);
      shown.replaceChildren();
      say(`${done.asked} ${done.asked === 1 ? 'mentor is' : 'mentors are'} asked now.`);
      asked();
    } catch (refused) {
      say(refused.message);
    }
  }

  async function propose() {
    try {
      const found = await send(api, '/cohort', 'POST');
      const rows = [...found.matches, ...found.unmatched].map(match => ({ match, choice: mentorChoice(match) }));
      const askThem = button('Ask these mentors', 'btn-primary', () => ask(rows));
      askThem.disabled = rows.length === 0;
      shown.replaceChildren(
        table(
          `A mentor for ${found.matches.length} of ${rows.length}`,
          ['Mentee', 'Mentor', 'Why this mentor was proposed', 'Request'],
          rows.map(({ match, choice }) => [match.menteeName, choice, why(match) || 'Nobody who could suit has a place left', match.caseNumber])
        ),
        element('p', { className: 'pl-buttons' }, askThem)
      );
      say(rows.length === 0 ? 'Nobody waits for a mentor.' : '');
    } catch (failed) {
      say(failed.message);
    }
  }

  return [
    element('h2', { textContent: 'Mentors for all who wait' }),
    element('p', {
      textContent:
        'This proposes a mentor for as many as possible, and of all ways the one that suits best. You may change each row.' +
        ' Nothing happens before you ask the mentors, and each of them may say no.'
    }),
    element('p', { className: 'pl-buttons' }, button('Propose matches', 'btn-default', propose)),
    shown
  ];
}

function page(api) {
  const message = element('p', { className: 'pl-said' });
  message.setAttribute('role', 'status');
  const mine = element('div');
  const all = element('div');

  function say(text) {
    message.textContent = text;
    if (text) {
      message.scrollIntoView({ block: 'nearest' });
    }
  }

  async function show() {
    try {
      const profile = await call('/profile');
      mine.replaceChildren(...ownOffer(api, profile, say));
      if (profile.coordinates) {
        const pairs = overview(say);
        all.replaceChildren(...cohort(api, say, pairs.show), ...pairs.nodes);
      }
    } catch (failed) {
      say(failed.message);
    }
  }

  show();
  return element(
    'main',
    { className: 'pl-page' },
    element('p', {}, element('a', { href: '#/', textContent: 'Back to my tasks' })),
    element('h1', { textContent: 'Mentoring' }),
    message,
    all,
    mine
  );
}

export default [
  {
    id: 'peer-ladder-mentoring-page',
    pluginPoint: 'tasklist.route',
    priority: 8,
    properties: { path: ROUTE, label: 'Mentoring' },
    render(node, { api }) {
      node.append(page(api));
    },
    unmount() {}
  },
  {
    id: 'peer-ladder-mentoring',
    pluginPoint: 'tasklist.navbar.action',
    priority: 28,
    properties: { label: 'Mentoring' },
    render(node) {
      node.append(element('a', { className: 'pl-action', href: '#' + ROUTE, textContent: 'Mentoring' }));
    },
    unmount() {}
  }
];
