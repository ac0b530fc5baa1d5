-- Who does a person's tasks while that person is away. Both days are included; one substitute at a time.
create table substitute (
    person_id     varchar(64) not null primary key,
    substitute_id varchar(64) not null,
    from_day      date        not null,
    to_day        date        not null,
    check (substitute_id <> person_id),
    check (to_day >= from_day)
);
