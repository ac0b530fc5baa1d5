-- When a person is reminded of an open task, and when somebody else is asked too. One row per open task; what the sweep
-- does next stands in next_at, null when nothing is left to do.
create table task_deadline (
    task_id     varchar(64) not null primary key,
    case_number varchar(64),
    next_at     timestamp with time zone,
    remind_at   timestamp with time zone,
    escalate_at timestamp with time zone,
    step        integer     not null,
    late_since  timestamp with time zone
);
create index task_deadline_next on task_deadline (next_at, task_id);
create index task_deadline_case on task_deadline (case_number);

-- The outbox: written in the transaction of what it tells about, sent by a job. A row is for one person, or for a group
-- until the job has written a row for each of its members. No private word stands here or in what is sent.
create table mail (
    id              bigint generated always as identity primary key,
    kind            varchar(64) not null,
    recipient_id    varchar(64),
    recipient_group varchar(64),
    actor_id        varchar(64),
    case_number     varchar(64),
    about_id        varchar(64),
    holder_id       varchar(64),
    task_id         varchar(64),
    task_name       varchar(255),
    stage           varchar(255),
    due_at          timestamp with time zone,
    created_at      timestamp with time zone not null,
    state           varchar(16) not null check (state in ('waiting', 'sent', 'dead')),
    attempts        integer     not null,
    next_at         timestamp with time zone not null,
    failure         varchar(1000),
    check ((recipient_id is null) <> (recipient_group is null))
);
create index mail_state on mail (state, next_at, id);
create index mail_case on mail (case_number);
