// "Learning money": what I may still use for learning, in dollars and in hours, and what became of it. Finance also sees
// the balances of all, and fetches the sheet for payroll.
const ROUTE = '/learning-money';
const TUITION = '/api/tuition';
const PAGE_SIZE = 20;

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const amounts = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const ACCOUNTS = {
  education: { USD: 'Money for education', HOURS: 'Paid hours for education' },
  required: { USD: 'Money for required training', HOURS: 'Paid hours for required training' }
};
const KINDS = { reserve: 'Promised', release: 'Given back', post: 'Paid', reverse: 'Payment taken back' };

function day(iso) {
  return days.format(new Date(iso + 'T00:00:00Z'));
}

function title(balance) {
  return (ACCOUNTS[balance.account] || {})[balance.unit] || `${balance.account} (${balance.unit})`;
}

function quantity(amount, unit) {
  return amounts.format(amount) + (unit === 'HOURS' ? ' hours' : '');
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

async function asked(path) {
  const answer = await fetch(path);
  if (answer.status === 401) {
    throw new Error('You are signed out. Please sign in again.');
  }
  if (!answer.ok) {
    throw new Error((await answer.json()).detail);
  }
  return answer;
}

async function read(path) {
  return (await asked(path)).json();
}

function table(caption, columns, rows) {
  return element(
    'table',
    { className: 'pl-table' },
    element('caption', { textContent: caption }),
    element(
      'thead',
      {},
      element('tr', {}, ...columns.map(([name, kind]) => element('th', { scope: 'col', className: kind || '', textContent: name })))
    ),
    element(
      'tbody',
      {},
      ...rows.map(row =>
        element('tr', {}, ...row.map((cell, i) => element('td', { className: columns[i][1] || '', textContent: cell || '' })))
      )
    )
  );
}

function account(balance, number) {
  const titleId = 'pl-account-' + number;
  const made = element('section', { className: 'pl-request' });
  made.setAttribute('aria-labelledby', titleId);
  made.append(
    element('h2', { id: titleId, textContent: title(balance) }),
    element('p', {
      className: 'pl-left',
      textContent: `${amounts.format(balance.left)} of ${quantity(balance.cap, balance.unit)} left until ${day(balance.until)}`
    }),
    element('p', {
      textContent: `Promised and not yet paid: ${quantity(balance.reserved, balance.unit)}. Paid: ${quantity(balance.posted, balance.unit)}.`
    }),
    table(
      'What became of it',
      [['Day'], ['What'], [balance.unit === 'HOURS' ? 'Hours' : 'US dollars', 'pl-amount'], ['Request'], ['Reference']],
      balance.entries.map(entry => [
        day(entry.paidOn || entry.enteredOn),
        KINDS[entry.kind],
        amounts.format(entry.amount),
        entry.caseNumber,
        entry.reference
      ])
    )
  );
  return made;
}

function field(label, properties) {
  const input = element('input', { className: 'form-control', ...properties });
  return [element('label', { htmlFor: input.id, textContent: label }), input];
}

/** The balances of all, a page at a time. */
function everybody(say) {
  const shown = element('div');
  const [yearLabel, year] = field('Plan year', { id: 'pl-plan-year', type: 'number', min: '2000', max: '2999' });
  const [programLabel, program] = field('Programme (empty for all)', { id: 'pl-program', type: 'text', maxLength: 255 });
  const back = button('Back', 'btn-default', () => show(page - 1));
  const on = button('Next', 'btn-default', () => show(page + 1));
  let page = 0;

  async function show(wanted) {
    const query = new URLSearchParams({ page: wanted, size: PAGE_SIZE });
    if (year.value) {
      query.set('planYear', year.value);
    }
    if (program.value) {
      query.set('program', program.value);
    }
    try {
      const found = await read(`${TUITION}/balances?${query}`);
      page = found.page;
      year.value = found.planYear;
      back.disabled = page === 0;
      on.disabled = (page + 1) * found.size >= found.total;
      shown.replaceChildren(
        table(
          `Until ${day(found.until)}: ${found.total} ${found.total === 1 ? 'account' : 'accounts'}, page ${page + 1}`,
          [['Name'], ['Programme'], ['Account'], ['Left', 'pl-amount'], ['Of', 'pl-amount'], ['Promised', 'pl-amount'], ['Paid', 'pl-amount']],
          found.balances.map(balance => [
            balance.workerName || balance.workerId,
            balance.program,
            title(balance),
            amounts.format(balance.left),
            quantity(balance.cap, balance.unit),
            amounts.format(balance.reserved),
            amounts.format(balance.posted)
          ])
        )
      );
      say('');
    } catch (failed) {
      say(failed.message);
    }
  }

  const form = element(
    'form',
    { className: 'pl-form' },
    element('div', {}, yearLabel, year),
    element('div', {}, programLabel, program),
    element('button', { type: 'submit', className: 'btn btn-default', textContent: 'Show' })
  );
  form.addEventListener('submit', event => {
    event.preventDefault();
    show(0);
  });
  show(0);
  return [
    element('h2', { textContent: 'Balances of everybody' }),
    form,
    shown,
    element('p', { className: 'pl-buttons' }, back, on)
  ];
}

/** What was paid between two days, as a file. */
function payroll(say) {
  const [fromLabel, from] = field('First day', { id: 'pl-from', type: 'date', required: true });
  const [toLabel, to] = field('Last day', { id: 'pl-to', type: 'date', required: true });
  const form = element(
    'form',
    { className: 'pl-form' },
    element('div', {}, fromLabel, from),
    element('div', {}, toLabel, to),
    element('button', { type: 'submit', className: 'btn btn-default', textContent: 'Download the payroll sheet' })
  );
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const query = new URLSearchParams({ from: from.value, to: to.value });
    try {
      const address = URL.createObjectURL(await (await asked(`${TUITION}/payroll?${query}`)).blob());
      element('a', { href: address, download: `learning-payments-${from.value}-to-${to.value}.csv` }).click();
      URL.revokeObjectURL(address);
      say('The payroll sheet is downloaded.');
    } catch (failed) {
      say(failed.message);
    }
  });
  return [
    element('h2', { textContent: 'Payments for payroll' }),
    element('p', { textContent: 'Every payment between two days, with its tax-free and its taxable part.' }),
    form
  ];
}

function page() {
  const message = element('p', { className: 'pl-said' });
  message.setAttribute('role', 'status');
  const mine = element('div');
  const all = element('div');

  function say(words) {
    message.textContent = words;
    if (words) {
      message.scrollIntoView({ block: 'nearest' });
    }
  }

  async function show() {
    try {
      const found = await read(`${TUITION}/balance`);
      mine.replaceChildren(
        ...(found.accounts.length > 0
          ? found.accounts.map(account)
          : [element('p', { textContent: 'You have used nothing yet. What a year gives you is shown when you ask for something.' })])
      );
      if (found.readsAll) {
        all.replaceChildren(...everybody(say), ...payroll(say));
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
    element('h1', { textContent: 'Learning money' }),
    message,
    mine,
    all
  );
}

export default [
  {
    id: 'peer-ladder-learning-money-page',
    pluginPoint: 'tasklist.route',
    priority: 9,
    properties: { path: ROUTE, label: 'Learning money' },
    render(node) {
      node.append(page());
    },
    unmount() {}
  },
  {
    id: 'peer-ladder-learning-money',
    pluginPoint: 'tasklist.navbar.action',
    priority: 29,
    properties: { label: 'Learning money' },
    render(node) {
      node.append(element('a', { className: 'pl-action', href: '#' + ROUTE, textContent: 'Learning money' }));
    },
    unmount() {}
  }
];
