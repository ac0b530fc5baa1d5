-- Appointment of peer supervisors: posts, who applies, who is selected, what is planned. The same file runs on H2 and on
-- PostgreSQL. All of it goes with the vacancy, and the vacancy with the history of its case.

-- Reviews of several candidates stand in one case.
alter table panel_ballot add column applicant_id varchar(64);

create table vacancy (
    case_number    varchar(64)  not null primary key,
    instance_id    varchar(64)  not null unique,
    program        varchar(255) not null,
    position       varchar(255) not null,
    closes_on      date         not null,
    call_open      boolean      not null,
    -- Once set, appeals reopen this post no more
    offered_on     date,
    selected_id    varchar(64)  references worker (id),
    select_again   boolean      default false not null,
    first_day      date,
    closed         boolean      default false not null,
    check (first_day is null or offered_on is not null),
    check (offered_on is null or selected_id is not null)
);
create index vacancy_open on vacancy (closed, call_open);

create table candidacy (
    id              bigint generated always as identity primary key,
    case_number     varchar(64) not null references vacancy (case_number) on delete cascade,
    candidate_id    varchar(64) not null references worker (id),
    instance_id     varchar(64) not null,
    state           varchar(32) not null
        check (state in ('invited', 'applied', 'not-interested', 'call-closed', 'withdrew', 'ended', 'closed')),
    named_conflicts varchar(4000) default '' not null,
    career_goal     varchar(2000),
    recommended     boolean,
    settled         boolean     default true not null,
    heard           boolean     default false not null,
    appeals         boolean     default false not null,
    constraint candidacy_once unique (case_number, candidate_id)
);
create index candidacy_candidate on candidacy (candidate_id, state);
create index candidacy_instance on candidacy (instance_id);

-- Every selection that was made. The number of the round is what two directors at once cannot both write.
create table vacancy_selection (
    case_number varchar(64)   not null references vacancy (case_number) on delete cascade,
    round       integer       not null,
    selected_id varchar(64)   not null references worker (id),
    selected_by varchar(64),
    reason      varchar(2000) not null,
    primary key (case_number, round)
);

-- Who may supervise what in this post, and with whom; one row per service.
create table supervision_plan (
    case_number  varchar(64)  not null references vacancy (case_number) on delete cascade,
    service      varchar(255) not null,
    payers       varchar(1000) not null,
    scope        varchar(32)  not null
        check (scope in ('peer-alone', 'peer-with-clinician', 'clinician-only', 'ask-compliance')),
    reason       varchar(1000) not null,
    source       varchar(1000),
    clinician_id varchar(64)  references worker (id),
    primary key (case_number, service)
);

-- How many full-time equivalents a supervisor has, and the most there may be. Whoever assigns updates this row if there is
-- room, so two at once do so one after the other.
create table supervision_load (
    supervisor_id varchar(64)   not null primary key references worker (id),
    most_fte      numeric(7, 4) not null,
    taken_fte     numeric(7, 4) not null check (taken_fte >= 0),
    check (taken_fte <= most_fte)
);

create table supervision_assignment (
    case_number    varchar(64)   not null references vacancy (case_number) on delete cascade,
    supervisee_id  varchar(64)   not null references worker (id),
    supervisor_id  varchar(64)   not null references worker (id),
    fte            numeric(7, 4) not null,
    former_id      varchar(64)   references worker (id),
    interim_id     varchar(64)   references worker (id),
    state          varchar(16)   not null check (state in ('planned', 'declined', 'effective', 'ended')),
    primary key (case_number, supervisee_id),
    check (supervisee_id <> supervisor_id)
);

-- What is said in the first days. It lives here and nowhere in the engine; only sums are ever shown.
create table first_days_answer (
    case_number    varchar(64) not null references vacancy (case_number) on delete cascade,
    check_day      integer     not null,
    person_id      varchar(64) not null references worker (id),
    going_well     integer     not null check (going_well between 1 and 4),
    enough_support boolean     not null,
    primary key (case_number, check_day, person_id)
);
