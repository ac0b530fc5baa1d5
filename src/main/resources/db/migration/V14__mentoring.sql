-- Mentoring: what mentors offer, who is paired with whom, who waits, and what counts in the career record. The same file
-- runs on H2 and on PostgreSQL. Lists are codes with commas, as in the tables of policy.

-- What a mentor offers, and how many places are taken. Whoever takes a place updates this row if there is one left, so two
-- at once do so one after the other. Places: null for what table mentor-capacity gives.
create table mentor_profile (
    mentor_id   varchar(64)   not null primary key references worker (id),
    opted_in    boolean       not null,
    focus_areas varchar(1000) not null,
    languages   varchar(1000) not null,
    meetings    varchar(255)  not null,
    places      integer       check (places > 0),
    taken       integer       default 0 not null,
    precepting  integer       default 0 not null check (precepting >= 0),
    check (taken >= precepting)
);

-- One row per pairing. open_case repeats the case while the pairing is open, so that a plain unique constraint allows one
-- open pairing per case on both databases.
create table mentoring_pairing (
    id             bigint generated always as identity primary key,
    case_number    varchar(64) not null,
    mentee_id      varchar(64) not null references worker (id),
    mentor_id      varchar(64) not null references mentor_profile (mentor_id),
    kind           varchar(32) not null,
    credited_as    varchar(64) not null,
    opened_on      date        not null,
    every_days     integer     check (every_days > 0),
    ends_on        date,
    closed_on      date,
    closed_because varchar(32) check (closed_because in ('completed', 'rematched', 'ended', 'withdrawn', 'mentor-left')),
    open_case      varchar(64),
    constraint mentoring_pairing_one_open unique (open_case),
    check (mentee_id <> mentor_id),
    check ((closed_on is null) = (open_case is not null)),
    check ((closed_on is null) = (closed_because is null)),
    check (open_case = case_number)
);
create index mentoring_pairing_case on mentoring_pairing (case_number);
create index mentoring_pairing_mentor on mentoring_pairing (mentor_id);
create index mentoring_pairing_mentee on mentoring_pairing (mentee_id);

-- What each of the two says privately. It lives here and nowhere in the engine: no variable, no history.
create table mentoring_check_in (
    pairing_id  bigint        not null references mentoring_pairing (id) on delete cascade,
    round       integer       not null,
    person_id   varchar(64)   not null,
    hours_met   numeric(6, 2) not null check (hours_met >= 0),
    on_track    boolean       not null,
    want_change boolean       not null,
    answered_on date          not null,
    primary key (pairing_id, round, person_id)
);

-- Who waits for a mentor. The rank is what table mentoring-terms said on joining; a later row of it overtakes nobody.
create table mentoring_queue (
    id           bigint generated always as identity primary key,
    case_number  varchar(64)   not null unique,
    mentee_id    varchar(64)   not null references worker (id),
    focus_areas  varchar(1000) not null,
    waits_since  timestamp with time zone not null,
    queue_rank   integer       not null,
    queue_reason varchar(255)
);

-- Part of the career record: what our own cases gave, each part of a case once. The roster import never touches it.
create table career_credit (
    case_number varchar(64)    not null,
    part        varchar(64)    not null,
    worker_id   varchar(64)    not null references worker (id),
    kind        varchar(64)    not null,
    quantity    numeric(12, 4) not null check (quantity >= 0),
    from_date   date           not null,
    to_date     date           not null,
    reference   varchar(255)   not null,
    primary key (case_number, part, worker_id),
    check (to_date >= from_date)
);
create index career_credit_worker on career_credit (worker_id);
