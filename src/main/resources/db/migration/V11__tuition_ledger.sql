-- The tuition ledger: what was promised and paid for learning, in US dollars and in hours of paid time. The same file runs
-- on H2 and on PostgreSQL. A plan year and a fiscal year are named by the calendar year in which they end.

-- What may be used and what is: of a worker in a plan year, of a programme in a fiscal year of the agency. The amounts are
-- the sums of the entries below. A programme without cap has no limit.
create table ledger_account (
    kind     varchar(8)     not null check (kind in ('worker', 'program')),
    holder   varchar(255)   not null,
    unit     varchar(8)     not null check (unit in ('USD', 'HOURS')),
    account  varchar(32)    not null,
    in_year  integer        not null,
    cap      numeric(12, 2) check (cap >= 0),
    reserved numeric(12, 2) not null check (reserved >= 0),
    posted   numeric(12, 2) not null check (posted >= 0),
    primary key (kind, holder, unit, account, in_year),
    check (reserved + posted <= cap),
    check (kind = 'program' or cap is not null),
    check (kind = 'worker' or unit = 'USD')
);
create index ledger_account_year on ledger_account (in_year, kind, holder);

-- Append-only, which the database itself sees to (V11.1). A reversal names its original and repeats its amount.
create table ledger_entry (
    id          bigint generated always as identity primary key,
    entered_at  timestamp with time zone not null,
    kind        varchar(8)     not null check (kind in ('reserve', 'release', 'post', 'reverse')),
    unit        varchar(8)     not null check (unit in ('USD', 'HOURS')),
    amount      numeric(12, 2) not null check (amount > 0),
    currency    varchar(3)     check (currency = 'USD'),
    case_number varchar(64)    not null,
    worker_id   varchar(64)    not null,
    program     varchar(255),
    account     varchar(32)    not null,
    plan_year   integer        not null,
    fiscal_year integer        not null,
    tax_year    integer,
    paid_on     date,
    reference   varchar(255),
    actor       varchar(64),
    reverses    bigint,
    constraint ledger_entry_reversed_once unique (reverses),
    constraint ledger_entry_original unique (id, case_number, unit, amount),
    constraint ledger_entry_reverses foreign key (reverses, case_number, unit, amount)
        references ledger_entry (id, case_number, unit, amount),
    check ((kind = 'reverse') = (reverses is not null)),
    check ((kind in ('post', 'reverse')) = (paid_on is not null)),
    check ((paid_on is null) = (tax_year is null)),
    check ((unit = 'USD') = (currency is not null))
);
create index ledger_entry_case on ledger_entry (case_number, unit);
create index ledger_entry_worker on ledger_entry (worker_id, plan_year);
create index ledger_entry_paid on ledger_entry (paid_on, id);

-- How much of a worker's tax-free limit of a calendar year is used: the sum of the splits below that count against it.
create table tax_tally (
    worker_id  varchar(64)    not null,
    tax_year   integer        not null,
    year_limit numeric(12, 2) not null,
    tax_free   numeric(12, 2) not null check (tax_free >= 0),
    primary key (worker_id, tax_year),
    check (tax_free <= year_limit)
);

-- Append-only. How a payment is taxed; a reversal takes it back with negative amounts.
create table tax_split (
    entry_id  bigint         not null primary key references ledger_entry (id),
    tax_class varchar(32)    not null check (tax_class in ('education', 'working-condition')),
    tax_free  numeric(12, 2) not null,
    taxable   numeric(12, 2) not null
);
