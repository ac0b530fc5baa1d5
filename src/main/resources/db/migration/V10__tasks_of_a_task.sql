-- Whoever completes a task, the engine looks for tasks below it. Without an index it reads all open tasks for that.
create index task_parent on ACT_RU_TASK (PARENT_TASK_ID_);
