-- How often an account was written whole, so that of two changes at once one is told that it came too late.
ALTER TABLE users ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
