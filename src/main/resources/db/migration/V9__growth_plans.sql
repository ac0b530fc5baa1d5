-- Growth plans that were agreed, until the worker has been told that everything is there, asks again, or leaves.
create table growth_plan (
    worker_id       varchar(64) not null,
    target_position varchar(64) not null,
    case_number     varchar(64) not null,
    agreed_on       date        not null,
    told_on         date,
    primary key (worker_id, target_position)
);
create index growth_plan_open on growth_plan (told_on, worker_id);
