-- When a charge that is being processed will be decided.
alter table simulated_provider.charges add decided_at timestamptz;

-- What the simulated provider was asked for, to play its part; a real one would not remember what it never answers.
create table simulated_provider.requests (
    key          uuid   primary key,
    token        text   not null,
    times        int    not null
);
