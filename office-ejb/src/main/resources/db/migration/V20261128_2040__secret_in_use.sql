-- When a terminal first called with its present secret; null: not yet, so the till still has the one before. A rotation
-- must leave the secret that is in use good for its grace, also when another rotation came before the till took up its own.
alter table terminal add secret_used_at timestamptz;

-- Of secrets given out before, nobody knows: a rotation keeps the present one, as it did.
update terminal set secret_used_at = now() where secret_sha256 is not null;
