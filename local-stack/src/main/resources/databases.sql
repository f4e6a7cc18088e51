-- One database for each service, and a user for it who can open no other. The passwords are for play only.
create role orders login password 'orders';
create database orders owner orders;
revoke connect on database orders from public;

create role payment login password 'payment';
create database payment owner payment;
revoke connect on database payment from public;

create role inventory login password 'inventory';
create database inventory owner inventory;
revoke connect on database inventory from public;

create role notification login password 'notification';
create database notification owner notification;
revoke connect on database notification from public;
