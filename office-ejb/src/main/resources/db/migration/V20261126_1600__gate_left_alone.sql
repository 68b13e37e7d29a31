-- GATE may say how long it wants to be left alone; that holds also when everything else is hurried because it is back.
alter table gate_duty add not_before timestamptz; -- null: GATE did not say
