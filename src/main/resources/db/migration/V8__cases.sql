-- Whose case it is, and which process instance runs it: what a list of cases begins with. Everything else about a case is
-- read from the engine's own history.
alter table case_number add column applicant_id varchar(64);
alter table case_number add column instance_id varchar(64);

-- Cases that were opened before
update case_number c
   set instance_id = (
       select p.ID_
         from ACT_HI_PROCINST p
        where p.SUPER_PROCESS_INSTANCE_ID_ is null
          and p.PROC_DEF_KEY_ = c.process
          and p.BUSINESS_KEY_ like '___-____-%'
          and substring(p.BUSINESS_KEY_, 10) =
              case when c.id < 10000 then lpad(cast(c.id as varchar(20)), 4, '0') else cast(c.id as varchar(20)) end);
update case_number c
   set applicant_id = (
       select v.TEXT_
         from ACT_HI_VARINST v
        where v.PROC_INST_ID_ = c.instance_id
          and v.EXECUTION_ID_ = c.instance_id
          and v.NAME_ = 'applicantId');

create unique index case_number_instance on case_number (instance_id);
create index case_number_applicant on case_number (applicant_id, id);
