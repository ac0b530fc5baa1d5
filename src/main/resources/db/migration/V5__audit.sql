-- Who did what to which case, and who tried. Append-only, which the database itself sees to (V6). Holds no value that
-- anybody entered.
create table audit_entry (
    id          bigint generated always as identity primary key,
    happened_at timestamp with time zone not null,
    person_id   varchar(64)  not null,
    action      varchar(64)  not null,
    case_number varchar(64),
    subject     varchar(255),
    holder_id   varchar(64),
    refused     varchar(32)
);
create index audit_entry_happened on audit_entry (happened_at);
create index audit_entry_case on audit_entry (case_number, id);
create index audit_entry_person on audit_entry (person_id, id);
