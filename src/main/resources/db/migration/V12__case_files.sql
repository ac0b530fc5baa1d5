-- Papers of a case: receipts, transcripts, certificates. In parts, so that nobody holds a whole file in memory.
create table case_file (
    id          bigint generated always as identity primary key,
    case_number varchar(64)  not null,
    name        varchar(255) not null,
    media_type  varchar(64)  not null,
    size_bytes  bigint       not null check (size_bytes > 0),
    sha256      varchar(64)  not null,
    uploaded_by varchar(64)  not null,
    uploaded_at timestamp with time zone not null
);
create index case_file_case on case_file (case_number, id);

create table case_file_part (
    file_id     bigint  not null references case_file (id) on delete cascade,
    part_number integer not null,
    content     bytea   not null,
    primary key (file_id, part_number)
);

-- How much is with a case. Whoever adds to it updates this row if there is room, so two at once do so one after the other.
alter table case_number add column file_bytes bigint default 0 not null check (file_bytes >= 0);
