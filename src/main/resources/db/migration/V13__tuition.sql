-- Courses that workers have asked for and that were not turned down, given up or stopped: one course is paid once.
create table tuition_course (
    worker_id   varchar(64)  not null,
    course      varchar(500) not null,
    starts_on   date         not null,
    case_number varchar(64)  not null,
    primary key (worker_id, course, starts_on)
);
create index tuition_course_case on tuition_course (case_number);
