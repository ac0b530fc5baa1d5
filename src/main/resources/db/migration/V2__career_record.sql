-- The career record: what the agency holds about a worker. The same file runs on H2 and on PostgreSQL.
-- Money is US dollars an hour. A day in held_from is the first day held, a day in held_to the first day no longer held.

-- The current position and pay stand here, so that one row is what a change of them locks.
create table worker (
    id             varchar(64)  not null primary key,
    given_name     varchar(255) not null,
    family_name    varchar(255) not null,
    email          varchar(255),
    program        varchar(255),
    family         varchar(16)  check (family in ('adult', 'youth', 'family')),
    position       varchar(255),
    hourly_rate    numeric(12, 4) check (hourly_rate >= 0),
    weekly_hours   numeric(7, 4) check (weekly_hours >= 0),
    hired_on       date,
    position_since date,
    supervisor_id  varchar(64) references worker (id),
    active         boolean      not null,
    check (supervisor_id <> id)
);
create index worker_supervisor on worker (supervisor_id);
create index worker_position on worker (position);

create table worker_group (
    worker_id varchar(64) not null references worker (id),
    group_id  varchar(64) not null,
    primary key (worker_id, group_id)
);
create index worker_group_group on worker_group (group_id);

-- Append-only: a row is never changed, but for the open one, which is closed once. open_worker_id repeats the worker
-- while the row is open, so that a plain unique constraint allows one open row per worker on both databases (a partial
-- index would be PostgreSQL's alone). A row with equal days was a mistake, put right by the row after it.
create table position_held (
    id             bigint generated always as identity primary key,
    worker_id      varchar(64) not null references worker (id),
    position       varchar(255) not null,
    held_from      date        not null,
    held_to        date,
    case_number    varchar(64),
    open_worker_id varchar(64),
    constraint position_held_one_open unique (open_worker_id),
    constraint position_held_once_per_case unique (case_number),
    check (held_to >= held_from),
    check ((held_to is null) = (open_worker_id is not null)),
    check (open_worker_id = worker_id)
);
create index position_held_worker on position_held (worker_id);

create table pay_held (
    id             bigint generated always as identity primary key,
    worker_id      varchar(64)    not null references worker (id),
    hourly_rate    numeric(12, 4) not null check (hourly_rate >= 0),
    weekly_hours   numeric(7, 4)  check (weekly_hours >= 0),
    held_from      date           not null,
    held_to        date,
    case_number    varchar(64),
    open_worker_id varchar(64),
    constraint pay_held_one_open unique (open_worker_id),
    constraint pay_held_once_per_case unique (case_number),
    check (held_to >= held_from),
    check ((held_to is null) = (open_worker_id is not null)),
    check (open_worker_id = worker_id)
);
create index pay_held_worker on pay_held (worker_id);

-- state and number are '' where there is none, so that they can be part of the key.
create table credential (
    worker_id  varchar(64)  not null references worker (id),
    credential varchar(128) not null,
    state      varchar(64)  not null,
    number     varchar(64)  not null,
    level      varchar(16)  not null check (level in ('provisional', 'full', 'advanced')),
    status     varchar(16)  not null check (status in ('active', 'lapsed', 'revoked')),
    issued_on  date,
    expires_on date,
    primary key (worker_id, credential, state, number),
    check (expires_on >= issued_on)
);

create table career_entry (
    worker_id varchar(64)    not null references worker (id),
    kind      varchar(64)    not null,
    quantity  numeric(12, 4) not null check (quantity >= 0),
    from_date date           not null,
    to_date   date           not null,
    reference varchar(255)   not null,
    primary key (worker_id, kind, from_date, to_date, reference),
    check (to_date >= from_date)
);

-- One row for both directions: worker_id is the smaller of the two ids (compared by code points).
create table conflict (
    worker_id varchar(64) not null references worker (id),
    other_id  varchar(64) not null references worker (id),
    kind      varchar(16) not null check (kind in ('household', 'relative', 'declared')),
    primary key (worker_id, other_id, kind),
    check (worker_id <> other_id)
);
create index conflict_other on conflict (other_id);
