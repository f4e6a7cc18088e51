-- What is still to be done at the provider is a pending operation.
alter table payments rename column goal to pending_operation;
alter table payments rename constraint payments_goal_check to payments_pending_operation_check;
