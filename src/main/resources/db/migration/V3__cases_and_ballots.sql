-- One row per case; its identity is the running part of the case number.
create table case_number (
    id bigint generated always as identity primary key,
    process varchar(64) not null,
    opened_on date not null
);

-- Private views of reviewers. They live here and nowhere in the engine: no variable, no history, no route before the round is in.
create table panel_ballot (
    id bigint generated always as identity primary key,
    case_number varchar(32) not null,
    review_id varchar(64) not null,
    panelist_id varchar(64) not null,
    ballot varchar(16) not null,
    competency_ratings varchar(4000),
    strengths varchar(4000),
    growth varchar(4000),
    cast_at timestamp not null,
    constraint panel_ballot_once unique (review_id, panelist_id)
);

create index panel_ballot_case on panel_ballot (case_number);
