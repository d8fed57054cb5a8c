-- Loads the folder of Export-TlsRptReport into tables, counts each report once, and defines tlsrpt_measure.
-- Set the folder first; a part of it works too, such as './archive/date=2026-11-*/*.ndjson.gz':
--   SET VARIABLE archive = './archive/date=*/*.ndjson.gz';
-- The tables have the rules of Measure-TlsRptReport, and a test compares the two. README.md lists the differences.

SET TimeZone = 'UTC';

-- What was written as it was: Raw has the text of a column that had to be made safe to show.
CREATE OR REPLACE TABLE tlsrpt_loaded AS
SELECT
  Key, ReportKey || coalesce('/' || MailReportDomain, '') AS ReportKey, "Row", "Rows", PolicyNumber, DetailNumber, OrganizationName, ReportId,
  coalesce(Raw->>'OrganizationName', OrganizationName) AS RawOrganization,
  coalesce(Raw->>'ReportId', ReportId, '') AS RawReportId,
  StartDate, EndDate, ReportDomain, PolicyDomain,
  coalesce(Raw->>'PolicyDomain', PolicyDomain) AS RawPolicyDomain,
  PolicyType,
  coalesce(Raw->>'PolicyType', PolicyType) AS RawPolicyType,
  PolicyString, PolicyMxHost, PolicySuccessCount, PolicyFailureCount, ResultType,
  coalesce(Raw->>'ResultType', ResultType) AS RawResultType,
  FailedSessionCount, Owner, Explanation, ReceivingMxHostname,
  coalesce(Raw->>'ReceivingMxHostname', ReceivingMxHostname) AS RawMxHostname,
  ReceivingMxHelo, ReceivingIp, SendingMtaIp, FailureReasonCode, AdditionalInformation, DkimAlignment,
  DkimAlignment IN ('Aligned', 'NotByMail') AS IsTrusted,
  -- Of one content: the policy, and the failure.
  sha256(to_json([
    coalesce(Raw->>'PolicyType', PolicyType), coalesce(Raw->>'PolicyDomain', PolicyDomain), PolicySuccessCount::VARCHAR, PolicyFailureCount::VARCHAR,
    to_json(PolicyString)::VARCHAR, to_json(PolicyMxHost)::VARCHAR])::VARCHAR) AS PolicyContent,
  CASE WHEN DetailNumber IS NOT NULL THEN sha256(to_json([
    coalesce(Raw->>'ResultType', ResultType), FailedSessionCount::VARCHAR, coalesce(Raw->>'SendingMtaIp', SendingMtaIp),
    coalesce(Raw->>'ReceivingMxHostname', ReceivingMxHostname), coalesce(Raw->>'ReceivingMxHelo', ReceivingMxHelo),
    coalesce(Raw->>'ReceivingIp', ReceivingIp), coalesce(Raw->>'FailureReasonCode', FailureReasonCode),
    coalesce(Raw->>'AdditionalInformation', AdditionalInformation)])::VARCHAR) END AS DetailContent
FROM read_ndjson(
  getvariable('archive'),
  hive_partitioning = false,
  columns = {
    SchemaVersion: 'INTEGER', Key: 'VARCHAR', ReportKey: 'VARCHAR', "Row": 'INTEGER', "Rows": 'INTEGER', OrganizationName: 'VARCHAR', ReportId: 'VARCHAR',
    StartDate: 'TIMESTAMP', EndDate: 'TIMESTAMP', PolicyDomain: 'VARCHAR', PolicyType: 'VARCHAR', PolicySuccessCount: 'BIGINT',
    PolicyFailureCount: 'BIGINT', ResultType: 'VARCHAR', FailedSessionCount: 'BIGINT', ReceivingMxHostname: 'VARCHAR', ReceivingMxHelo: 'VARCHAR',
    ReceivingIp: 'VARCHAR', SendingMtaIp: 'VARCHAR', FailureReasonCode: 'VARCHAR', AdditionalInformation: 'VARCHAR', DkimAlignment: 'VARCHAR',
    ReportDomain: 'VARCHAR', Owner: 'VARCHAR', Explanation: 'VARCHAR', PolicyNumber: 'INTEGER', DetailNumber: 'INTEGER', PolicyString: 'VARCHAR[]',
    PolicyMxHost: 'VARCHAR[]', MailReportDomain: 'VARCHAR', Raw: 'JSON'})
WHERE SchemaVersion = 1;

-- One copy of each report: the same report in two files has the same ReportKey. A report of which rows are missing is left out.
CREATE OR REPLACE TEMP TABLE tlsrpt_rows AS
SELECT loaded.*
FROM tlsrpt_loaded AS loaded
JOIN (
  SELECT ReportKey, "Row", min(rowid) AS first_copy FROM tlsrpt_loaded GROUP BY ReportKey, "Row"
  QUALIFY count(*) OVER (PARTITION BY ReportKey) = max(any_value("Rows")) OVER (PARTITION BY ReportKey)
) AS copies ON loaded.rowid = copies.first_copy;

-- Some senders list the same sessions under the sts policy and under the tlsa policy of a domain. Such a pair counts once: as the sts policy,
-- with the failure details of the one that has more. Pairs are found like brackets: an sts policy opens, a tlsa policy closes, or the other way round.
CREATE OR REPLACE TEMP TABLE tlsrpt_counted AS
WITH policies AS (
  SELECT
    ReportKey, PolicyNumber, any_value(ReportDomain) AS ReportDomain, any_value(RawPolicyType) AS Type, any_value(PolicySuccessCount) AS Successes,
    any_value(PolicyFailureCount) AS Failures, count(DetailNumber) AS Details
  FROM tlsrpt_rows GROUP BY ReportKey, PolicyNumber
), steps AS (
  SELECT *, CASE Type WHEN 'sts' THEN 1 WHEN 'tlsa' THEN -1 END AS Step,
    sum(Step) OVER (PARTITION BY ReportKey, ReportDomain, Successes, Failures, Step IS NULL ORDER BY PolicyNumber) AS Level
  FROM policies
), levels AS (
  SELECT *, CASE WHEN Step IS NULL THEN NULL WHEN Level >= 0 AND Level - Step >= 0 THEN greatest(Level, Level - Step) ELSE least(Level, Level - Step) END AS Edge
  FROM steps
), places AS (
  SELECT *, row_number() OVER (PARTITION BY ReportKey, ReportDomain, Successes, Failures, Edge ORDER BY PolicyNumber) - 1 AS Place
  FROM levels
), pairs AS (
  SELECT *, CASE WHEN Edge IS NULL THEN PolicyNumber ELSE min(PolicyNumber) OVER (PARTITION BY ReportKey, ReportDomain, Successes, Failures, Edge, Place // 2) END
    AS Position
  FROM places
)
SELECT
  ReportKey, Position, max_by(PolicyNumber, coalesce(Type = 'sts', false)) AS PolicyNumber, max_by(PolicyNumber, Details * 2 + coalesce(Type = 'sts', false)::INTEGER) AS DetailsOf
FROM pairs GROUP BY ReportKey, Position;

-- Which report counts for which domain. Two reports have one identity when organization, report id and domain are the same; of one identity the same
-- content counts once, and reports by mail without an aligned signature do not count beside one that has it.
CREATE OR REPLACE TEMP TABLE tlsrpt_ledger AS
WITH rows_in_order AS (
  SELECT detail.ReportKey, detail.ReportDomain, detail.RawOrganization, detail.RawReportId, detail.StartDate, detail.EndDate, detail.IsTrusted,
    counted.Position, detail.DetailNumber, policy.PolicyContent || coalesce(detail.DetailContent, '') AS Part, detail.rowid AS Loaded
  FROM tlsrpt_counted AS counted
  JOIN tlsrpt_rows AS detail ON detail.ReportKey = counted.ReportKey AND detail.PolicyNumber = counted.DetailsOf
  JOIN tlsrpt_rows AS policy ON policy.ReportKey = counted.ReportKey AND policy.PolicyNumber = counted.PolicyNumber AND coalesce(policy.DetailNumber, 0) = 0
), contents AS (
  SELECT ReportKey, ReportDomain, any_value(IsTrusted) AS IsTrusted, min(Loaded) AS Loaded,
    sha256(concat_ws('|', any_value(StartDate), '/', any_value(EndDate), string_agg(Part, ',' ORDER BY Position, DetailNumber))) AS Content,
    to_json([any_value(RawOrganization), ReportDomain, any_value(RawReportId)])::VARCHAR AS Name,
    CASE WHEN any_value(RawReportId) = '' THEN Name || Content ELSE Name END AS Identity
  FROM rows_in_order GROUP BY ReportKey, ReportDomain
), copies AS (
  SELECT *, bool_or(IsTrusted) OVER (PARTITION BY Identity) AS HasTrusted FROM contents
)
SELECT ReportKey, ReportDomain FROM copies WHERE IsTrusted OR NOT HasTrusted
QUALIFY row_number() OVER (PARTITION BY Identity, Content ORDER BY Loaded) = 1;

-- The large senders whose signing domains are known; other names can be anyone's.
CREATE OR REPLACE MACRO tlsrpt_is_known_sender(name) AS
  regexp_replace(
    trim(regexp_replace(lower(name), '[^\p{L}\p{Nd}]+', ' ', 'g')),
    '( (inc|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|se|pty|plc|sa|bv))+$', '')
  IN ('google', 'microsoft', 'yahoo', 'aol', 'mail ru', 'mail ru group', 'vk', 'comcast', 'comcast cable', 'comcast cable communications', 'gmx',
    'gmx net', 'web de', 'mail com', '1 1', '1und1', '1 1 mail media', 'ionos', 'united internet', 'fastmail')
  AND length(name) <= 100;

-- Senders claim any number: a sum past the largest possible count is that count.
CREATE OR REPLACE MACRO tlsrpt_count(total) AS least(total, 9223372036854775807)::BIGINT;

CREATE OR REPLACE MACRO tlsrpt_date(microseconds) AS make_timestamp(microseconds::BIGINT)::DATE;

-- The failed sessions of each policy that counts, by whose they are, and the days (UTC) that its report is about. A report that is not aligned to
-- a day counts for the day of its middle; of more than 31 days only the last one counts.
CREATE OR REPLACE TEMP TABLE tlsrpt_figures AS
WITH policies AS (
  SELECT counted.ReportKey, counted.Position, counted.DetailsOf, policy.ReportDomain, policy.OrganizationName, policy.RawOrganization, policy.RawPolicyType,
    policy.PolicyType, policy.PolicyString, policy.PolicyMxHost, policy.IsTrusted, policy.DkimAlignment, policy.PolicySuccessCount AS Successes,
    policy.PolicyFailureCount AS Failures, policy.StartDate, policy.EndDate
  FROM tlsrpt_counted AS counted
  JOIN tlsrpt_rows AS policy ON policy.ReportKey = counted.ReportKey AND policy.PolicyNumber = counted.PolicyNumber AND coalesce(policy.DetailNumber, 0) = 0
  JOIN tlsrpt_ledger AS ledger ON ledger.ReportKey = policy.ReportKey AND ledger.ReportDomain = policy.ReportDomain
), owners AS (
  SELECT ReportKey, PolicyNumber, count(*) AS Details, sum(FailedSessionCount) FILTER (Owner = 'Domain') AS Own,
    sum(FailedSessionCount) FILTER (Owner = 'Undecided') AS Faults, sum(FailedSessionCount) FILTER (Owner = 'Sender') AS Senders
  FROM tlsrpt_rows WHERE DetailNumber IS NOT NULL GROUP BY ReportKey, PolicyNumber
), periods AS (
  SELECT policies.*, coalesce(Details, 0) AS Details, coalesce(Own, 0) AS OwnReported, coalesce(Faults, 0) AS FaultsReported,
    greatest(0, Failures - coalesce(Own, 0) - coalesce(Faults, 0) - coalesce(owners.Senders, 0)) AS Unexplained,
    CASE WHEN EndDate::TIME = TIME '00:00:00' AND NOT coalesce(StartDate >= EndDate, false) THEN EndDate - INTERVAL 1 SECOND ELSE EndDate END AS LastMoment,
    epoch_us(StartDate) AS Begins, epoch_us(EndDate) AS Ends, EndDate - StartDate AS Duration
  FROM policies LEFT JOIN owners ON owners.ReportKey = policies.ReportKey AND owners.PolicyNumber = policies.DetailsOf
), days AS (
  SELECT *,
    CASE
      WHEN Begins IS NULL THEN LastMoment::DATE
      WHEN Ends IS NULL OR Ends < Begins THEN StartDate::DATE
      WHEN Ends - Begins <= 25 * 3600 * 1000000::BIGINT THEN tlsrpt_date(Begins + (Ends - Begins) // 2)
      ELSE StartDate::DATE END AS Early,
    CASE WHEN Ends - Begins > 25 * 3600 * 1000000::BIGINT THEN tlsrpt_date(Ends - 1) ELSE Early END AS LastDay,
    CASE WHEN LastDay - Early >= 31 THEN LastDay ELSE Early END AS FirstDay,
    CASE WHEN LastDay - Early >= 31 THEN LastDay - 30 ELSE Early END AS FirstFailureDay,
    least(Failures, OwnReported + Unexplained) AS Own,
    least(Failures - Own, FaultsReported) AS Faults
  FROM periods
)
SELECT * EXCLUDE (Begins, Ends, Duration, Early), Failures - Own - Faults AS Senders, OwnReported + Unexplained > 0 AS HasOwn, FaultsReported > 0 AS HasFault,
  coalesce(StartDate, LastMoment) AS First, coalesce(LastMoment, StartDate) AS Last
FROM days;

-- A failure to fetch the policy that looks like the temporary fault of one sender is the sender's: it reports one on this day only, nobody else reports one
-- that day, and another sender that is known had a success.
CREATE OR REPLACE TEMP TABLE tlsrpt_passing AS
WITH faults AS (
  SELECT DISTINCT ReportDomain, LastDay, RawOrganization FROM tlsrpt_figures WHERE HasFault AND LastDay IS NOT NULL
), alone AS (
  SELECT * FROM faults
  QUALIFY count(*) OVER (PARTITION BY ReportDomain, RawOrganization) = 1 AND count(*) OVER (PARTITION BY ReportDomain, LastDay) = 1
)
SELECT * FROM alone WHERE EXISTS (
  FROM tlsrpt_figures AS other
  WHERE other.ReportDomain = alone.ReportDomain AND alone.LastDay BETWEEN other.FirstDay AND other.LastDay AND other.RawOrganization <> alone.RawOrganization
    AND other.RawPolicyType = 'sts' AND other.Successes > 0
    AND (other.DkimAlignment = 'NotByMail' OR other.DkimAlignment = 'Aligned' AND tlsrpt_is_known_sender(other.RawOrganization)));

-- One row per policy that counts.
CREATE OR REPLACE TABLE tlsrpt_policies AS
SELECT
  ReportKey, Position AS PolicyNumber, DetailsOf, figures.ReportDomain AS Domain, OrganizationName AS Organization, figures.RawOrganization,
  FirstDay AS Day,
  PolicyType, PolicyString, PolicyMxHost, DkimAlignment, Successes, Failures,
  Own + CASE WHEN passing.LastDay IS NULL THEN Faults ELSE 0 END AS OwnFailures,
  Senders + CASE WHEN passing.LastDay IS NULL THEN 0 ELSE Faults END AS SenderFailures,
  tlsrpt_count(Unexplained) AS Unexplained, Details, passing.LastDay IS NOT NULL AS IsPassing, figures.First, figures.Last, FirstDay, figures.LastDay, FirstFailureDay, HasOwn, HasFault
FROM tlsrpt_figures AS figures
LEFT JOIN tlsrpt_passing AS passing
  ON passing.ReportDomain = figures.ReportDomain AND passing.LastDay = figures.LastDay AND passing.RawOrganization = figures.RawOrganization;

-- In lower case and without a final dot.
CREATE OR REPLACE MACRO tlsrpt_host(name) AS nullif(lower(regexp_replace(regexp_replace(name, '^\s+|\s+$', '', 'g'), '\.+$', '')), '');

-- One row per failure detail that counts.
CREATE OR REPLACE TABLE tlsrpt_failures AS
SELECT
  policy.*, failure.ResultType, failure.RawResultType, failure.ReceivingMxHostname,
  tlsrpt_host(failure.ReceivingMxHostname) AS MxHost, tlsrpt_host(failure.RawMxHostname) AS RawMxHost,
  failure.ReceivingIp, failure.SendingMtaIp, failure.FailureReasonCode, failure.FailedSessionCount, failure.Owner, failure.Explanation
FROM tlsrpt_policies AS policy
JOIN tlsrpt_rows AS failure ON failure.ReportKey = policy.ReportKey AND failure.PolicyNumber = policy.DetailsOf AND failure.DetailNumber IS NOT NULL;

CREATE OR REPLACE MACRO tlsrpt_group(group_by, domain, organization, day, result_type, mx_host) AS struct_pack(
  domain := CASE WHEN list_contains(group_by, 'Domain') THEN domain END, organization := CASE WHEN list_contains(group_by, 'Organization') THEN organization END,
  day := CASE WHEN list_contains(group_by, 'Day') THEN day END, result_type := CASE WHEN list_contains(group_by, 'ResultType') THEN result_type END,
  mx_host := CASE WHEN list_contains(group_by, 'MxHost') THEN mx_host END);

-- A stranger's lines without the characters that a terminal obeys or does not show: they become a visible escape.
CREATE OR REPLACE MACRO tlsrpt_shown(lines) AS list_transform(lines, line -> array_to_string(list_transform(
  string_split(line, ''), c -> CASE WHEN regexp_matches(c, '\p{C}') THEN '\u' || lpad(format('{:x}', unicode(c)), 4, '0') ELSE c END), ''));

-- The totals of Measure-TlsRptReport -GroupBy: FROM tlsrpt_measure(['Domain']), (['Domain', 'Day', 'Organization']), (['ResultType']), (['MxHost']), ([]).
-- Failures by result type or MX host come from the failure details, which may overlap.
CREATE OR REPLACE MACRO tlsrpt_measure(group_by) AS TABLE
WITH entries AS (
  SELECT ReportKey, Domain, Organization, RawOrganization, Day, NULL::VARCHAR AS ResultType, NULL::VARCHAR AS RawResultType, NULL::VARCHAR AS MxHost,
    NULL::VARCHAR AS RawMxHost, Successes, OwnFailures, SenderFailures, First, Last, FirstDay, LastDay,
    CASE WHEN HasOwn THEN FirstFailureDay WHEN HasFault AND NOT IsPassing THEN LastDay END AS FailedFrom
  FROM tlsrpt_policies WHERE NOT (list_contains(group_by, 'ResultType') OR list_contains(group_by, 'MxHost'))
  UNION ALL
  SELECT ReportKey, Domain, Organization, RawOrganization, Day, NULL, NULL, NULL, NULL, Successes, Unexplained, 0, First, Last, FirstDay, LastDay,
    CASE WHEN Unexplained > 0 THEN FirstFailureDay END
  FROM tlsrpt_policies
  WHERE (list_contains(group_by, 'ResultType') OR list_contains(group_by, 'MxHost')) AND (Successes > 0 OR Unexplained > 0 OR Details = 0)
  UNION ALL
  SELECT ReportKey, Domain, Organization, RawOrganization, Day, ResultType, RawResultType, MxHost, RawMxHost, 0,
    CASE WHEN Owner = 'Domain' OR Owner = 'Undecided' AND NOT IsPassing THEN FailedSessionCount ELSE 0 END,
    CASE WHEN Owner = 'Sender' OR Owner = 'Undecided' AND IsPassing THEN FailedSessionCount ELSE 0 END, First, Last, FirstDay, LastDay,
    CASE WHEN FailedSessionCount = 0 THEN NULL WHEN Owner = 'Domain' THEN FirstFailureDay WHEN Owner = 'Undecided' AND NOT IsPassing THEN LastDay END
  FROM tlsrpt_failures WHERE list_contains(group_by, 'ResultType') OR list_contains(group_by, 'MxHost')
), grouped AS (
  SELECT *, list_contains(group_by, 'Day') AS IsByDay, tlsrpt_group(group_by, Domain, RawOrganization, Day, RawResultType, RawMxHost) AS GroupKey,
    CASE WHEN list_contains(group_by, 'Domain') THEN nullif(Domain, '') END AS ShownDomain,
    CASE WHEN list_contains(group_by, 'Organization') THEN Organization END AS ShownOrganization,
    CASE WHEN list_contains(group_by, 'Day') THEN Day END AS ShownDay,
    CASE WHEN list_contains(group_by, 'ResultType') THEN ResultType END AS ShownResultType,
    CASE WHEN list_contains(group_by, 'MxHost') THEN MxHost END AS ShownMxHost
  FROM entries
), totals AS (
  SELECT GroupKey, any_value(ShownDomain) AS Domain, any_value(ShownOrganization) AS Organization, any_value(ShownDay) AS Day,
    any_value(ShownResultType) AS ResultType, any_value(ShownMxHost) AS MxHost,
    tlsrpt_count(sum(Successes)) AS Successes, tlsrpt_count(sum(OwnFailures)) AS OwnFailures, tlsrpt_count(sum(SenderFailures)) AS SenderFailures,
    tlsrpt_count(sum(OwnFailures) + sum(SenderFailures)) AS Failures, count(DISTINCT ReportKey) AS Reports,
    list_sort(list(DISTINCT Organization)) AS Reporters, min(First) AS First, max(Last) AS Last
  FROM grouped GROUP BY GroupKey
), marked AS (
  SELECT GroupKey, unnest(CASE WHEN IsByDay THEN [Day::TIMESTAMP]
      ELSE generate_series(least(FirstDay, FailedFrom)::TIMESTAMP, LastDay::TIMESTAMP, INTERVAL 1 DAY) END) AS Marked,
    CASE WHEN IsByDay THEN FailedFrom IS NOT NULL ELSE coalesce(Marked >= FailedFrom, false) END AS HasFailed
  FROM grouped WHERE FirstDay IS NOT NULL
), days AS (
  SELECT GroupKey, count(*) AS DaysWithReports, count(*) FILTER (Marked > LastFailed OR LastFailed IS NULL) AS DaysWithoutFailure
  FROM (
    SELECT GroupKey, Marked, max(Marked) FILTER (bool_or(HasFailed)) OVER (PARTITION BY GroupKey) AS LastFailed FROM marked GROUP BY GroupKey, Marked)
  GROUP BY GroupKey
), details AS (
  SELECT tlsrpt_group(group_by, Domain, RawOrganization, Day, RawResultType, RawMxHost) AS GroupKey, RawResultType AS Type, ResultType AS ShownType,
    Explanation, FailedSessionCount
  FROM tlsrpt_failures
), types AS (
  SELECT GroupKey, list(struct_pack(ResultType := Shown, Count := Failed) ORDER BY Failed DESC, Type)[1:5] AS TopResultTypes
  FROM (SELECT GroupKey, Type, any_value(ShownType) AS Shown, tlsrpt_count(sum(FailedSessionCount)) AS Failed
    FROM details WHERE Type IS NOT NULL GROUP BY GroupKey, Type)
  GROUP BY GroupKey
), explained AS (
  SELECT GroupKey, list(Explanation ORDER BY Failed DESC, Explanation)[1:5] AS Explanations
  FROM (
    SELECT GroupKey, Explanation, tlsrpt_count(sum(FailedSessionCount)) AS Failed
    FROM details WHERE Explanation <> '' AND FailedSessionCount > 0 GROUP BY GroupKey, Explanation
    QUALIFY row_number() OVER (PARTITION BY GroupKey ORDER BY Explanation) <= 100)
  GROUP BY GroupKey
)
SELECT totals.* EXCLUDE (GroupKey, Reporters, First, Last, Reports, Failures, OwnFailures, SenderFailures),
  tlsrpt_count(Successes::HUGEINT + Failures) AS Sessions, Failures,
  CASE WHEN ResultType IS NULL AND MxHost IS NULL AND Sessions > 0
    THEN ((Successes::HUGEINT * 10000) // (Successes::HUGEINT + Failures))::DOUBLE / 100 END AS SuccessRate,
  OwnFailures, SenderFailures, Reports, Reporters, First, Last, coalesce(DaysWithReports, 0) AS DaysWithReports,
  coalesce(DaysWithoutFailure, 0) AS DaysWithoutFailure, coalesce(TopResultTypes, []) AS TopResultTypes, coalesce(Explanations, []) AS Explanations
FROM totals
LEFT JOIN days USING (GroupKey)
LEFT JOIN types USING (GroupKey)
LEFT JOIN explained USING (GroupKey)
ORDER BY ALL;
