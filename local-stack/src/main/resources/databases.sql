-- A database for each service, which two roles may open. The owner changes its tables, before the service starts. The
-- service itself connects as the other role, which may read and write the rows, and nothing else: the owner grants that
-- when it has migrated the tables. A role's password is in the variable of its name.
create role orders_owner login password :'orders_owner';
create role orders login password :'orders';
create database orders owner orders_owner;
revoke all on database orders from public;
grant connect on database orders to orders;

create role payment_owner login password :'payment_owner';
create role payment login password :'payment';
create database payment owner payment_owner;
revoke all on database payment from public;
grant connect on database payment to payment;

create role inventory_owner login password :'inventory_owner';
create role inventory login password :'inventory';
create database inventory owner inventory_owner;
revoke all on database inventory from public;
grant connect on database inventory to inventory;

create role notification_owner login password :'notification_owner';
create role notification login password :'notification';
create database notification owner notification_owner;
revoke all on database notification from public;
grant connect on database notification to notification;

-- The simulated payment provider, whose tables payment-service cannot see. A real provider has a database of its own.
create role simulated_provider login password :'simulated_provider';
grant connect on database payment to simulated_provider;

-- The databases of the superuser.
revoke all on database postgres from public;
revoke all on database template1 from public;
