-- Checks that a law asks for. What a report says is never written down; that there is an outcome, and what follows, is read
-- by the fair-chance officers and the person alone, and purged by its own retention.
create table fair_chance_check (
    instance_id      varchar(64) not null primary key,
    case_number      varchar(64) not null,
    candidate_id     varchar(64) not null references worker (id),
    cite             varchar(300) not null,
    state            varchar(2)  not null,
    opened_on        date        not null,
    -- No check, and no outcome, without a conditional offer
    offered_on       date        not null,
    second_reader_id varchar(64) references worker (id),
    consent          boolean,
    outcome          varchar(16) check (outcome in ('clear', 'hear-first')),
    recorded_by      varchar(64),
    response         varchar(4000),
    disputed         boolean     default false not null,
    corrected        boolean     default false not null,
    findings         varchar(4000),
    result           varchar(16) check (result in ('go-on', 'no')),
    assessed_by      varchar(64),
    second_view      varchar(16) check (second_view in ('agree', 'disagree')),
    second_by        varchar(64),
    alternative      varchar(32) check (alternative in ('same-level-post', 'first-call', 'neither')),
    closed_on        date,
    keep_until       date,
    check (outcome is null or consent),
    check (second_by is null or second_by <> assessed_by)
);
create index fair_chance_check_case on fair_chance_check (case_number);
create index fair_chance_check_candidate on fair_chance_check (candidate_id);
create index fair_chance_check_keep on fair_chance_check (keep_until);

-- Who is told first of the next post. Why is not kept.
create table first_call (
    worker_id varchar(64) not null primary key references worker (id),
    since     date        not null
);
