### What a person reads in English. One code per line; parameters are named for what they hold.

## Counting

count-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
count-services = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
count-relationships = { $count ->
    [one] { $count } relationship
   *[other] { $count } relationships
}
count-more = … and { $count } more (--json lists all)

## Levels, operation, modes

level-unaffected = holds
level-at_risk = at risk
level-degraded = degraded
level-down = down
level-at-risk-own = at risk (own redundancy)
operation-in_service = in service
operation-degraded = degraded
operation-out_of_service = out of service
mode-full_outage = full outage
mode-degraded = degraded operation
mode-restart = restart
mode-no_interruption = no interruption
strength-hard = hard
strength-degrading = degrading
strength-soft = soft
strength-info = info
needs-source = source needs target
needs-target = target needs source
needs-none = neither needs the other

## The verdict in one sentence

verdict-nothing-out = Nothing goes out, and nothing was out before: every item holds.
verdict-services-down = { $count ->
    [one] { $names } goes down.
   *[other] { $count } services go down: { $names }.
}
verdict-no-service-down = No service goes down.
verdict-no-service = No service is mapped to what goes out.
verdict-services-degraded = { $count ->
    [one] { $names } is degraded.
   *[other] { $count } services are degraded: { $names }.
}
verdict-services-at-risk = { $count ->
    [one] { $names } keeps working with less redundancy.
   *[other] { $count } services keep working with less redundancy: { $names }.
}
verdict-other-items = { $count ->
    [one] One other item is hit.
   *[other] { $count } other items are hit.
}
verdict-no-spare = { $count ->
    [one] One group has no spare left: the next failure there is an outage.
   *[other] { $count } groups have no spare left: the next failure there is an outage.
}
verdict-rests-on-assumed = { $count ->
    [one] { $names } rests on redundancy nobody declared.
   *[other] { $count } services rest on redundancy nobody declared: { $names }.
}

## Impact: headings and columns

impact-goes-out = What goes out
impact-already-down = Already down or degraded
impact-hit-services = Services hit
impact-hit-others = Other items hit
impact-customers = Customers hit
impact-eroded = Redundancy reduced
impact-lost-support = Lost support
impact-assumed = Rests on assumed redundancy
impact-assumed-action = Declare how many members each group needs (min_up), or accept the level on the right.
impact-model-errors = Model errors the verdict rests on
impact-answers = Four answers
impact-nothing-hit = Nothing else is hit.
impact-footer = Record no. { $seq } · analysis { $analysis }
impact-reachable = Could be reached if nothing held: { $items }, { $services }. That is no impact.
impact-report-written = Report: { $path }
answer-as-planned = As planned
answer-if-it-fails = If it fails
answer-without-assumed = With assumed redundancy not there
answer-could-be-reached = Could be reached (not impact)
column-attribute = Attribute
column-members = Members
what-zip = a ZIP archive or a spreadsheet (XLSX)
what-pdf = a PDF document
what-xls = an old Office document (XLS)
what-gzip = a gzip archive
what-sqlite = an SQLite database
what-picture = a picture
what-binary = a binary file
what-json = JSON text
what-xml = XML or HTML text
column-answer = Answer
column-level = Level
column-key = Key
column-name = Name
column-type = Type
column-tier = Tier
column-status = Status
column-operation = Operation
column-since = Since
column-reason = Reason
column-mode = How
column-service = Service
column-customer = Customer
column-group = Group
column-needed = Needed
column-spares = Spares left
column-spares-degraded = If degraded do not count
column-failed = Failed
column-as-planned = As planned
column-without-assumed = Without assumed redundancy
column-problem = What is wrong
column-services-down = Services down
column-services-degraded = Services degraded
column-services-at-risk = Services at risk
column-items = Items down / degraded / at risk
column-record = Record no.
column-when = When
column-who = Who (asserted)
column-kind = Kind
column-edits = Edits
column-field = Field
column-relationship = Relationship
column-other = Other item
column-label = Label
column-count = Count
column-verified = Last verified
column-how-much = Strength
column-changed = Changed
column-value = Value
column-hash = Hash
group-needs = { $k } of { $n }
group-needs-degraded = { $k } of { $n }, degraded below { $q }
group-assumed = { $k } of { $n }, assumed
model-error-k_exceeds_members = needs { $k } members, and only { $n } take part
model-error-no_members = no member takes part: this requirement raises nothing
model-error-absent_provider = { $provider } does not take part (lifecycle)

## Why and why not

why-heading = Why { $name } is { $level }
why-not-heading = Why { $name } is not down
why-seed = goes out itself
why-context = was { $level } before
why-requirement = needs { $needs } of “{ $group }”; failed: { $failed }
why-single = needs { $failed } ({ $type })
why-single-verified = needs { $failed } ({ $type }; { $verified })
why-failed = { $failed } ({ $type }; { $verified })
why-verified = verified { $when }
why-never-verified = never verified
why-confidence-stalest = The oldest verification in this chain: { $when }.
why-confidence-never = { $count ->
    [one] One relationship in this chain was never verified.
   *[other] { $count } relationships in this chain were never verified.
}
why-not-held = “{ $group }” of { $name } holds: { $needs } needed, { $down } down, spares left: { $margin }
why-not-softened = “{ $group }” of { $name } passes on “{ $result }” although its worst member is { $worst }
why-not-unreachable = Nothing that { $name } needs, directly or indirectly, goes out.

## Confirmations

done-created = Created { $path } (record no. { $seq }).
done-sample = The sample estate is in it: { $items }, { $relationships }.
done-imported = Imported as record no. { $seq }.
done-nothing-new = Nothing new in these files: no record was made.
done-dry-run = Dry run: nothing was changed.
done-operation = { $key } is { $operation } (record no. { $seq }).
done-generated = Wrote { $items } and { $relationships }.
done-rejects = { $count ->
    [one] One refused row, with its reason: { $path }
   *[other] { $count } refused rows, with their reasons: { $path }
}
check-sound = Sound: { $commits } records, { $edits } edits, { $pages } pages, { $records } entries; every checksum, the hash chain and the replay agree.
check-findings = { $count ->
    [one] One finding. Nothing was changed. Keep this directory, restore from a back-up or copy, and check again.
   *[other] { $count } findings. Nothing was changed. Keep this directory, restore from a back-up or copy, and check again.
}
check-finding = { $place }: { $what } — expected { $expected }, found { $found }
status-estate = Estate
status-path = Directory
status-lineage = Lineage
status-head = Last record
status-hash = Head hash
status-counts = Contents
status-requirements = Requirements with declared terms
status-size = On disk
status-states = By status
status-classes = By type
status-out = Not in service
status-learned-types = Learned relationship types, to be confirmed
status-learned-classes = Learned types of items, to be confirmed
status-role-primary = primary
status-role-replica = replica, read-only
items-total = { $shown } of { $total } shown
items-none = No item matches this filter.
items-none-at-all = This estate has no items yet. Import a file: cairn -e { $path } import items.csv relationships.csv
show-attributes = Attributes
show-relationships = Relationships
show-needs = Needs
show-history = History
show-recorded-first = first recorded
record-kind-load = load
record-kind-change = change
record-kind-correction = correction
record-kind-verification = verification
record-kind-model = model
record-kind-policy = policy
record-kind-revert = revert
record-kind-purge = purge
record-kind-baseline = baseline
record-kind-operation = operation
record-kind-process = process
show-does-not-participate = Its status keeps it out of every analysis.
import-file-line = { $file }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} of { $kind }, { $encoding }, delimiter { $delimiter }
kind-items = items
kind-relationships = relationships
import-plan = Plan
import-items = Items
import-relationships = Relationships
import-new = New
import-update = Update
import-same = Same
import-ambiguous = Ambiguous
import-rejected = Refused
import-requirements = Requirements
import-learned-classes = Learned types of items: { $list }
import-learned-types = Learned relationship types: { $list }
import-missing = { $count ->
    [one] One item of source “{ $source }” is not in these files; it stays as it is.
   *[other] { $count } items of source “{ $source }” are not in these files; they stay as they are.
}
import-refused = Rows refused, not imported
import-refused-line = { $file }, line { $line }: { $reason }
import-refused-hint = The other rows are not affected. Mend these and import again; --rejects FILE writes them with their reasons.

## Warnings

warning-columns-not-kept = { $file }: these columns have no place in a relationship and are not kept: { $columns }
warning-status-word = The status “{ $word }” is not known and counts as live ({ $rows ->
    [one] 1 row
   *[other] { $rows } rows
}).
warning-columns-unnamed = { $file }: column { $columns } has no name in the header; its values are not kept. Name it and import again to keep them.
warning-option-unused = { $option } speaks of “{ $word }”, and no row in these files has that type. Look for a spelling mistake.

## Why a row is refused

row-empty = “{ $column }” is empty; every row needs it
row-too-long = “{ $column }” holds { $bytes } bytes; at most 65536 fit
row-bad-json = “{ $column }” is not a JSON object: { $detail }
row-zero-members = “{ $column }” is 0; a requirement needs at least 1 member
row-above-hundred = “{ $column }” is more than 100 %
row-not-a-threshold = “{ $value }” in “{ $column }” is neither a count nor a percentage such as 60%
row-not-a-strength = “{ $value }” in “{ $column }” is not a strength; write hard, degrading, soft or info
row-cell-count = the row has { $found } cells, the header { $expected }; look for a missing quotation mark or delimiter
row-duplicate-id = the id “{ $id }” is already used in { $file }, line { $line }; give each item its own id
row-not-an-integer = “{ $attribute }” is “{ $value }”; a whole number is expected
row-not-a-decimal = “{ $attribute }” is “{ $value }”; a decimal number is expected
row-not-a-boolean = “{ $attribute }” is “{ $value }”; write yes or no
row-not-in-list = “{ $attribute }” is “{ $value }”; allowed: { $allowed }
row-not-a-date = “{ $attribute }” is “{ $value }”; write a date as 2026-11-21, up to the year 9999
row-not-a-moment = “{ $attribute }” is “{ $value }”; write a moment as 2026-11-21T09:30:00Z
row-out-of-range = “{ $attribute }” is { $value }; allowed: { $min } to { $max }
row-ambiguous = “{ $id }” could be any of { $count } items of the estate; give it the source id of the right one
row-other-class = “{ $id }” is a { $known } in the estate and a { $class } in the file; an import does not change what a thing is
row-unknown-end = there is no item “{ $id }” in the files or under source “{ $source }” in the estate; add its row or correct the id
row-end-refused = the item “{ $id }” was refused itself ({ $file }, line { $line })
row-self-loop = “{ $id }” would be related to itself
row-duplicate-relationship = { $from } { $type } { $to } is already in { $file }, line { $line }
row-info-with-label = “{ $type }” is information only here; a group label on it means nothing
row-nothing-needed = “{ $type }” says that neither end needs the other; min_up, degraded_below and strength mean nothing on it
row-mixed-terms = the group “{ $group }” has another { $field } in { $file }, line { $line }; one group has one value
row-q-below-k = in the group “{ $group }” degraded_below ({ $q }) is less than min_up ({ $k })

## What is refused as a whole: what, where, what was not changed, what to do

error-no-such-item = No item is meant by “{ $words }”: it is no key, id, source id or name in this estate. Look with: cairn -e DIR items { $words }
error-ambiguous-item = “{ $words }” means { $count } items: { $candidates }. Give the key.
error-does-not-participate = { $key } is { $state } and takes part in no analysis. Nothing was asked. Choose an item that is live, in maintenance, retiring or missing.
error-no-reason = A reason is missing. Nothing was changed. Say why with --reason.
error-already-so = { $key } is already { $operation }. Nothing was changed.
error-ends-before-start = { $end } is before the start, { $since }. Nothing was changed. Give a later end or an earlier start.
error-filter-open-quote = Filter, character { $column }: the quotation mark is not closed.
error-filter-no-value = Filter, character { $column }: “{ $field }:” needs a value.
error-filter-unknown-value = Filter: “{ $value }” is not a { $field } of this estate. { $field ->
    [operation] It is one of in_service, degraded, out_of_service.
   *[other] See which there are with: cairn -e DIR status
}
error-filter-unknown-attribute = Filter: no item has an attribute “{ $name }”. See what an item has with: cairn -e DIR show CI
error-file-empty = { $file } is empty. Nothing was imported.
error-file-too-large = { $file } holds { $bytes } bytes; at most 2 GiB are read at once. Nothing was imported. Split the file.
error-file-not-a-table = { $file } is { $what }, not a table of text (CSV). Nothing was imported. Save it as CSV.
error-file-bad-encoding = { $file }, line { $line }: bytes that are not { $encoding }. Nothing was imported. Give the right --encoding: utf-8, big5-hkscs, gb18030, windows-1252.
error-file-wrong-header = { $file }, line 1: the columns are “{ $columns }”. Items need id, class, name (and may have status, attributes, others); relationships need source_id, type, target_id. Nothing was imported. Correct the header or name the columns with --columns.
error-file-column-twice = { $file }, line 1: the column “{ $column }” stands twice. Nothing was imported. Rename one of them.
error-unknown-words = These files use words that the estate does not know. { $class-count ->
    [0] { "" }
   *[other] Types of items (rows): { $classes }. { "" }
}{ $type-count ->
    [0] { "" }
   *[other] Types of relationships (rows): { $types }. { "" }
}Nothing was imported. Add --learn to learn them, or map relationship types with --map-type WORD=TYPE.
error-no-such-type = “{ $type }” is not a relationship type of this estate. Nothing was imported. Correct --map-type.
error-catalogue = The catalogue cannot be used: { $detail }. Nothing was changed.
error-estate-inconsistent = The estate cannot be read: { $detail }. Nothing was changed. Run: cairn -e DIR check
error-replica = This estate is a replica and takes no records. Nothing was changed. Work on the primary copy.
error-unfinished = { $path } holds nothing: its creation was interrupted. Remove the directory and create the estate again.
error-cancelled = Cancelled. Nothing was changed.
error-write = Could not be written: { $detail }.
error-not-an-estate = { $path } is not an estate: there is no estate.json in it. Create one with: cairn init { $path }
error-not-empty = { $path } exists and is not empty. Nothing was changed. Choose another directory.
error-estate-file = { $path } cannot be read: { $detail }. Nothing was changed. Restore it from a back-up.
error-newer-format = { $path } has storage format { $found }; this version reads up to { $supported }. Nothing was changed. Open it with a newer version of Cairn.
error-locked = { $path } is open elsewhere: { $holder }. Nothing was changed. Close it there and try again.
error-locked-holder = { $program }, { $user }, process { $pid }, since { $since }
error-locked-unknown = by somebody who left no name
error-damaged = The estate is damaged at { $place }: expected { $expected }, found { $found }. Nothing was changed. Keep the directory, run cairn -e DIR check, and restore from a back-up.
error-conflict = Somebody else changed this record meanwhile: { $detail }. Nothing was changed. Look at it again and repeat.
error-disk-full = The disk is full: { $path } could not be written ({ $operation }). The estate is as it was before. Free some space and repeat.
error-not-permitted = { $path } may not be read or written ({ $operation }): { $detail }. Nothing was changed.
error-io = { $path } could not be used ({ $operation }): { $detail }. The estate is as it was before.
error-must-reopen = An earlier write failed: open the estate again before going on.
error-read-file = { $path } cannot be read: { $detail }. Nothing was changed.
error-write-file = { $path } cannot be written: { $detail }. Nothing was changed. Choose another place or make room.
error-write-inside-estate = { $path } lies inside the estate { $estate }, whose files are its own. Nothing was changed. Choose a place outside of it.
error-write-rejects = Imported as record no. { $seq }, but the refused rows could not be written to { $path }: { $detail }. Make room or choose another place, and import the same files again.
error-write-answer = The answer could not be written: { $detail }. What was to be done is done; look with: cairn -e DIR log
error-estate-missing = Which estate? Give its directory: cairn -e DIR …
error-usage-no-command = A command is missing: { $list }. Nothing was changed. See: { $help }
error-usage-command = “{ $text }” is not a command: { $list }. Nothing was changed. See: { $help }
error-usage-argument = “{ $text }” is no option or argument of this command. { $meant ->
    [none] { "" }
   *[other] Is “{ $meant }” meant? { "" }
}Nothing was changed. See: { $help }
error-usage-missing = An argument is missing: { $list }. Nothing was changed. See: { $help }
error-usage-twice = { $option } is given twice. Nothing was changed. See: { $help }
error-usage-number = “{ $text }” is not a whole number, as { $option } needs. Nothing was changed. See: { $help }
error-usage-value = “{ $text }” is no value of { $option }: { $list }. Nothing was changed. See: { $help }
error-usage-no-value = { $option } needs a value. Nothing was changed. See: { $help }
error-usage-other = The arguments cannot be read: { $detail }. Nothing was changed. See: { $help }
error-usage-language = “{ $text }” is not a language Cairn speaks: { $list }. Nothing was changed.
error-usage-pair = “{ $text }” is not WORD=VALUE, as { $option } needs. Nothing was changed.
error-usage-needs = “{ $text }” does not say who needs whom: write source, target or none. Nothing was changed.
error-usage-delimiter = “{ $text }” is not one character. Give --delimiter as one character, or “tab”. Nothing was changed.
error-usage-encoding = “{ $text }” is not an encoding Cairn reads: utf-8, utf-16, big5-hkscs, gb18030, windows-1252. Nothing was changed.
error-usage-moment = “{ $text }” is not a moment such as 2026-11-21T09:30:00Z. Nothing was changed.
error-usage-nothing-out = Nothing goes out. Name at least one item with --down or --degraded.
error-usage-share = The share of grouped relationships is { $text }; it lies between 0 and 1.
error-usage-items = { $text } items are too few: at least 20 make a data centre.

## Help of the command line

help-about = A configuration management database that says what a change will break before it is approved.
help-after = Every command answers with tables for people or, with --json, for programs. Exit codes: 0 done; 1 done, with a finding (refused rows, damage, an unauthorised edit); 2 not done: usage or bad input, said on standard error.
help-commands = Commands
help-options = Options
help-arguments = Arguments
help-usage = Usage:{ " " }
help-usage-options = [OPTIONS]
help-usage-command = COMMAND
help-estate = Directory of the estate
help-json = Answer in JSON
help-lang = Language of the answer: en, zh-HK or zh-CN
help-actor = Who acts, as asserted in the record
help-at = Ask of the estate as it was recorded: a record no., a baseline, or a moment such as 2026-11-21T09:30:00Z
help-help = Print help
help-version = Print version
help-init = Create an estate
help-init-dir = Directory to create
help-init-name = Name of the estate
help-init-sample = Load a sample estate: small (about ninety items; as without a word) or whole (about 1,470, with two years of changes)
help-status = Say what the estate holds
help-items = List configuration items
help-items-filter = Filter: class:firewall state:live environment=production "free text"; a leading - excludes
help-items-limit = At most this many lines; 100 unless given
help-log-limit = At most this many records; 50 unless given
help-offset = Leave out this many lines first; none unless given
help-show = Show one configuration item: attributes, relationships, needs, history
help-ci = Key, id, source id or unique name
help-import = Import items and relationships from CSV files, as one record
help-import-files = Files: items.csv, relationships.csv
help-import-dry-run = Show the plan and change nothing
help-import-learn = Learn types of items and relationships that the estate does not know
help-import-map-type = Read the file's type A as the estate's type B
help-import-needs = Who needs whom by a learned type: source, target or none
help-import-rejects = Write refused rows with their reasons to this file
help-import-source = Name of the system the files speak for; csv unless given
help-import-delimiter = Character between cells, or “tab”, instead of the one detected
help-import-encoding = utf-8, utf-16, big5-hkscs, gb18030 or windows-1252, instead of the one detected
help-import-columns = Names of the columns of a file without a header row
help-reason = Why, for the record
help-impact = Say what an outage breaks, what holds and why; changes nothing
help-impact-down = Items that stop working
help-impact-degraded = Items that work worse
help-impact-why = Items to explain: why, or why not
help-impact-report = Write a report: FILE.pdf or FILE.html
help-operation = Record that an item goes out of service, works worse or is back
help-operation-status = in_service, degraded or out_of_service
help-operation-since = Since when; now unless given
help-operation-until = Until when it is expected to last
help-log = List records, newest first
help-check = Check that everything stored belongs together
help-generate = Write an estate of any size as CSV files, for benches and tests
help-generate-items = How many items
help-generate-relationships = How many relationships
help-generate-grouped = Share of relationships in groups, 0 to 1; 0.2 unless given
help-generate-seed = Which of the possible estates; 1 unless given
help-generate-out = Directory for items.csv and relationships.csv

## The report

report-title = Impact of { $names }
report-made = Made { $when } from record no. { $seq } of “{ $estate }”
report-evidence = Evidence
report-evidence-analysis = Analysis (SHA-256)
report-legend = Down: does not work. Degraded: works worse than agreed. At risk: works, with less redundancy than before. Holds: not hit.
report-only-first = The first { $shown } of { $total }; the command line lists all with --json.

## Baselines and moments

moment-as-recorded = As recorded in record no. { $seq }, { $when }.
moment-later-effective = { $count ->
    [one] One later record took effect by then and is not counted in.
   *[other] { $count } later records took effect by then and are not counted in.
}
moment-record = record no. { $seq } ({ $when })
moment-baseline = baseline “{ $name }”, record no. { $seq } ({ $when })
done-baseline = Baseline “{ $name }” marks record no. { $marked } of { $when } (record no. { $seq }).
baseline-none = This estate has no baselines yet. Create one: cairn -e DIR baseline create NAME
baseline-none-such = None of the { $total } baselines of this estate is like that.
baseline-no-authority = none named
diff-between = From { $from } to { $to }
diff-filter = Only what concerns items of the filter: { $filter }
diff-nothing = Nothing changed between the two.
diff-authorisation = { $unauthorised } unauthorised, { $authorised } authorised by a change, { $not-required } of a kind that needs no change.
diff-lines = What changed
diff-model = Elements of the model
diff-effective = effective { $when }
edit-added = added
edit-changed = changed
edit-removed = removed
noun-item = item
noun-relationship = relationship
noun-requirement = need
authorisation-authorised = authorised
authorisation-not_required = no change needed
authorisation-unauthorised = unauthorised
column-authorised = Authorised
column-authority = Authorised by
column-created = Created
column-noun = What
column-recorded = Recorded
column-records = Records
column-records-since = Records since
error-at-refused = “{ $command }” speaks of the estate as it is now: --at { $text } makes no sense with it. Nothing was changed. Ask without --at, or look back with: { $list }.
error-moment-record = There is no record no. { $text }: the records go from 1 to { $head }. Nothing was changed. See them with: cairn -e DIR log
error-moment-before-first = Nothing was recorded by { $moment }: the first record was made at { $first }. Nothing was changed. Give a later moment.
error-moment-baseline = There is no baseline “{ $text }”. There are: { $list }. Nothing was changed. See all with: cairn -e DIR baseline list
error-moment-no-baselines = There is no baseline “{ $text }”, nor any other. Nothing was changed. Give a record no. such as 12 or a moment such as 2026-11-21T09:30:00Z.
error-moment-words = “{ $text }” is neither a record no. such as 12, nor a moment such as 2026-11-21T09:30:00Z, nor the name of a baseline. Nothing was changed. See baselines with: cairn -e DIR baseline list
error-baseline-name-empty = The name of the baseline is empty. Nothing was changed. Give it a name of 1 to { $max } characters.
error-baseline-name-long = The name of the baseline, “{ $name }”, is longer than { $max } characters. Nothing was changed. Give a shorter one.
error-baseline-name-control = The name of the baseline, “{ $name }”, has a control character in it. Nothing was changed. Leave out line breaks and tabs.
error-baseline-name-moment = “{ $name }” reads as a record no. or as a moment, and could not be told from one. Nothing was changed. Give the baseline another name.
error-baseline-exists = There is a baseline “{ $name }” already: it marks record no. { $seq }. Nothing was changed. Give another name.
error-baseline-swapped = Record no. { $from } is newer than record no. { $to }: the earlier moment comes first. Nothing was changed. Swap the two.
help-baseline = Name records, and say what changed between two of them
help-baseline-create = Create a baseline: a name for the newest record, or for the one of --at
help-baseline-list = List baselines: which record each marks, who created it and why
help-baseline-diff = Say what changed between two moments, who did it, and whether a change authorised it; exit 1 when one did not
help-baseline-name = Name of the baseline
help-baseline-from = The earlier moment: record no., baseline, or a moment such as 2026-11-21T09:30:00Z
help-baseline-to = The later moment; the newest record unless given
help-baseline-by = Only those sealed by people, or by changes when they were started: people or changes
help-baseline-text = Only those with every word of this in their name, or in who sealed them, why, and on which change
help-baseline-filter = Only what concerns these items; a filter as “items” takes it

## Changes

refused-unchanged = Nothing was changed.
change-nothing-planned = Nothing is planned yet.
change-worst-titled = Step { $step } ({ $title }) is the worst.
change-worst-untitled = Step { $step } is the worst.
change-end-down = { $count ->
    [one] When all is done, { $names } is down.
   *[other] When all is done, { $count } services are down: { $names }.
}
change-end-degraded = { $count ->
    [one] When all is done, { $names } is degraded.
   *[other] When all is done, { $count } services are degraded: { $names }.
}
change-end-at-risk = { $count ->
    [one] When all is done, { $names } works with less redundancy.
   *[other] When all is done, { $count } services work with less redundancy: { $names }.
}
change-end-others = { $count ->
    [one] When all is done, one item is hit.
   *[other] When all is done, { $count } items are hit.
}
change-items = Other items hit, step by step
change-end-as-before = When all is done, everything works as before.
change-fails-down = { $step ->
    [0] If it fails, { $count ->
        [one] { $names } goes down.
       *[other] { $count } services go down: { $names }.
    }
   *[other] If step { $step } fails, { $count ->
        [one] { $names } goes down.
       *[other] { $count } services go down: { $names }.
    }
}
change-fails-degraded = { $step ->
    [0] If it fails, { $count ->
        [one] { $names } is degraded.
       *[other] { $count } services are degraded: { $names }.
    }
   *[other] If step { $step } fails, { $count ->
        [one] { $names } is degraded.
       *[other] { $count } services are degraded: { $names }.
    }
}
change-fails-nothing = Even if it fails, no service goes down or is degraded.
change-head = { $kind } change · { $state } · requested by { $requester } (asserted), { $when }
change-fact = { $name }: { $text }
change-kind-normal = normal
change-kind-standard = standard
change-kind-emergency = emergency
change-test-plan = Test plan
change-back-out-plan = Back-out plan
change-review = Review
change-waiver = Waived by { $actor } (asserted): { $guard } — { $reason }
waiver-retired_not_needed = what is retired is needed by nobody
waiver-redundancy_declared = the redundancy that services of high tiers rest on is declared
change-risk = Risk: { $band } (impact { $impact } × likelihood { $likelihood } = { $score }).
risk-floor = At least that much, because { $service } (tier { $tier }) is planned to be { $level }.
change-downgraded = Set lower than the rules give ({ $computed }) by { $actor } (asserted): { $reason }
change-no-service-mapped = No service is mapped to what is hit: the tiers of the items themselves count.
change-unanswered = Not answered, counts as 3: --likelihood { $question }=N, { $words }
change-evidence = Evidence { $evidence } (analysis { $number }, record no. { $seq }): { $currency }
currency-current = current
currency-changed = the answer is another, and decisions stand
currency-stale = needs another look
currency-does-not-apply = the plan does not apply to the estate any more
currency-settled = kept as it was
change-since = What is different from analysis { $number }:
change-cause = Because of record no. { $seq } ({ $kind }) by { $actor } (asserted), { $when }: { $reason }
difference-level = { $step ->
    [0] { $item }: { $before } → { $after }, when all is done
   *[other] { $item }: { $before } → { $after }, in step { $step }
}
difference-margin = { $before ->
    [none] A group of { $item } that was whole has { $after } spares left in step { $step }
   *[other] A group of { $item } has { $after } spares left instead of { $before } in step { $step }
}
difference-model-errors = New model errors: { $count }
difference-improved = Better off than before: { $count }
difference-authorities = Others have to decide now
difference-plan = The planned edits are others
difference-none = No level, no margin: only what they rest on
plan-step-titled = Step { $step } · { $title } · { $minutes } min{ $implementer ->
    [none] { "" }
   *[other] { " " }· { $implementer }
}
plan-step-untitled = Step { $step } · { $minutes } min{ $implementer ->
    [none] { "" }
   *[other] { " " }· { $implementer }
}
plan-step-empty = nothing is planned in it
plan-step-back-out = Back-out: { $text }
plan-outage = goes out: { $item } ({ $mode }, { $minutes } min)
planned-add = { $item } ({ $class })
planned-retire = { $item } is retired (now: { $before })
planned-set = { $item }, { $field }: { $before } → { $after }
planned-as-found = { $item }, { $field }: { $before } → as found on the night ({ $after })
planned-connect = { $from } — { $type } → { $to }{ $label }
planned-disconnect = { $from } — { $type } → { $to }{ $label }
planned-need = { $item }, needed of “{ $group }”: { $before ->
    [none] not declared
   *[other] { $before }
}{ $before-q ->
    [none] { "" }
   *[other] , degraded below { $before-q }
}{ $before-strength ->
    [none] { "" }
   *[other] , { $before-strength }
} → { $after ->
    [none] not declared
   *[other] { $after }
}{ $after-q ->
    [none] { "" }
   *[other] , degraded below { $after-q }
}{ $after-strength ->
    [none] { "" }
   *[other] , { $after-strength }
}
planned-replace = { $new } takes the place of { $old } and { $relationships ->
    [one] its relationship
   *[other] its { $relationships } relationships
}; { $old } is retired
change-services = Services hit, step by step
change-end = When all is done
change-answers = Four answers: services down / degraded / at risk
change-model-errors = The verdict rests on { $count ->
    [one] one model error
   *[other] { $count } model errors
}: requirements that cannot be met as recorded.
change-statements = Statements (ISO/IEC 20000-1:2018, 8.5.1.3)
change-decisions = Decisions (as asserted: nothing proves who made them)
change-undecided = Still to decide
change-will-decide = Will have to decide
change-outcomes = What came of the steps
change-differences = Differences between plan and estate since the baseline
change-ways = What comes next
change-ways-open = Possible now: { $list }.
change-ways-closed = Not yet ({ $list }):
statement-title-existing_services = Effect on existing services
statement-title-customers = Customers and other interested parties
statement-title-policies_and_plans = Policies and plans
statement-title-capacity_and_continuity = Capacity, availability, continuity and security
statement-title-other_changes = Other changes, releases and deployments
statement-services-down = Down as planned: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-services-degraded = Degraded as planned: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-services-at-risk = Working with less redundancy: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-no-service = As planned, no service is hit.
statement-if-it-fails = Down if it fails: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-no-customers = No customer of a service is hit as planned.
statement-customers = Customers of services that are hit: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-no-policies = Nothing that governs or documents what is hit is recorded.
statement-policies = Governing or documenting what is hit: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-capacity-whole = No group loses redundancy.
statement-capacity = { $groups ->
    [one] One group loses redundancy
   *[other] { $groups } groups lose redundancy
}; fewest spares left: { $margin }.
statement-assumed = Resting on redundancy that nobody declared: { $names }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-context = Already out of service or degraded: { $count }.
statement-shared = Open changes that hit the same items: { $changes }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-beside = Open changes whose windows overlap: { $changes }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}
statement-no-others = No other open change touches the same items or the same window.
column-before = Before
column-during = During
column-after = After
column-step = Step
column-end = End
column-least-spares = Fewest spares left
column-change = Change
column-title = Title
column-risk = Risk
column-requester = Requester (asserted)
column-window = Window
column-authorised-by = Authorised by (asserted)
column-worst = Worst level, tiers 1 / 2 / 3 / 4
column-suspended = Suspended because of
column-template = Template
column-decision = Decision
column-role = Role
column-evidence = Evidence
column-person = Person
column-to-type = To type
column-result = Result
column-started = Started
column-ended = Ended
column-undone-by = Undone by record
column-note = Note
column-reference = What
column-planned = Planned
column-there = There
column-other-records = Other records
column-explained = Explained
column-event = What
verb-approve = approved
verb-reject = rejected
verb-return = returned
result-done = done
result-not_done = not done
result-backed_out = backed out
missing-test_plan = test plan
missing-back_out_plan = back-out plan
transition-submit = submit
transition-assess = assess
transition-ask = ask for decisions
transition-approve = approve
transition-reject = reject
transition-return = return
transition-revise = edit and assess again
transition-authorise = authorise by the template
transition-ask_again = ask for decisions again
transition-schedule = schedule
transition-start = start
transition-finish_implemented = finish (implemented)
transition-finish_partly = finish (partly implemented)
transition-finish_backed_out = finish (backed out)
transition-finish_failed = finish (failed)
transition-review = review
transition-close = close
transition-cancel = cancel
event-raise = raised
event-approved-as = approved as { $role }
event-step-done = step { $step } done
event-step-not-done = step { $step } not done
event-step-backed-out = step { $step } backed out
event-become-normal = became a normal change
event-late-records = records came late
why-normal-guard-template-exceeded = does more than its template was authorised for
why-normal-guard-template-no-spare = leaves a group without a spare
why-normal-guard-no-template = its template is not there
why-normal-guard-template-suspended = its template is suspended
why-normal-guard-plan-applies = its plan does not apply
event-late-hours = { $hours ->
    [0] less than an hour after the time allowed
    [one] one hour after the time allowed
   *[other] { $hours } hours after the time allowed
}
done-change-new = Raised { $change }: { $state } (record no. { $seq }).
done-change-edit = Edited { $change }: { $state } (record no. { $seq }).
done-change-submit = Submitted { $change }: { $state } (record no. { $seq }).
done-change-assess = Assessed { $change }: { $state } (record no. { $seq }).
done-change-decide = Recorded the decision on { $change }, as asserted: { $state } (record no. { $seq }).
done-change-schedule = Scheduled { $change }: { $state } (record no. { $seq }).
done-change-start = Started { $change } and sealed a baseline of that name: { $state } (record no. { $seq }).
done-change-step = Recorded what came of the step of { $change }: { $state } (record no. { $seq }).
done-change-finish = Finished { $change }: { $state } (record no. { $seq }).
done-change-close = Closed { $change }: { $state } (record no. { $seq }).
done-change-cancel = Gave up { $change }: { $state } (record no. { $seq }).
done-change-template = “{ $name }” is a template for standard changes now (record no. { $seq }).
done-change-same = Nothing is different: no record was made. { $change }: { $state }.
done-change-stale = The answer is another now: decisions made before no longer stand.
done-change-unmet = It goes no further yet:
watched-stale = { $count ->
    [one] This change needs another look, decisions on it no longer stand: { $changes }
   *[other] These changes need another look, decisions on them no longer stand: { $changes }
}
watched-changed = { $count ->
    [one] This change was analysed again, and no decision on it is touched: { $changes }
   *[other] These changes were analysed again, and no decision on them is touched: { $changes }
}
what-if-unwritten = Nothing was written: this is a what-if.
changes-none = This estate has no changes yet. Raise one: cairn -e DIR change new TITLE
changes-none-in-state = No change has this status.
changes-templates = Templates for standard changes
plan-at-edit = Step { $step }, edit { $edit }: { $sentence }
plan-at-step = Step { $step }: { $sentence }
plan-and-more = { $count ->
    [one] One more planned edit does not apply.
   *[other] { $count } more planned edits do not apply.
}
error-plan = The plan does not apply to the estate. Nothing was changed.
error-policy = The policy for changes cannot be used: { $detail }. Nothing was changed.
error-guarded = { $change } cannot go on yet ({ $transition }): { $count ->
    [one] one thing is missing.
   *[other] { $count } things are missing.
} Nothing was changed.
plan-contradiction = It takes hold of the same as edit { $other } of this step. Take one of them out with --remove-edit.
plan-item-gone = The item { $item } is not in the estate.
plan-item-exists = The item { $item } is in the estate already. Bring the plan up to date with --up-to-date.
plan-no-such-class = “{ $class }” is not a type of items that can be added.
plan-no-such-state = “{ $state }” is not a status of items.
plan-no-such-type = “{ $type }” is not a relationship type of this estate.
plan-no-such-field = An item of type { $class } has no field “{ $field }”.
plan-no-such-group = { $item } has no group “{ $group }”. Look at its needs (cairn -e DIR show CI).
plan-ambiguous-group = { $item } has several needs called “{ $group }”. Give them labels, so that one can be meant.
plan-already-retired = { $item } is retired already.
plan-already-so = { $field } of { $item } has that value already.
plan-changed-since = { $field } of { $item } was changed live since this was planned: it is “{ $now }” now. Bring the plan up to date with --up-to-date, or plan the edit anew.
plan-need-changed-since = What { $item } needs of “{ $group }” was changed live since this was planned: it is { $now } now. Bring the plan up to date with --up-to-date, or plan the edit anew.
plan-cannot-be-empty = { $field } cannot be empty.
plan-end-retired = { $from } — { $type } → { $to } cannot be: { $item } is retired by then.
plan-self-loop = { $from } would be related to itself.
plan-not-allowed = “{ $type }” may not lead from a { $from-class } to a { $to-class } ({ $from } → { $to }).
plan-relationship-exists = { $from } — { $type } → { $to } is in the estate already.
plan-relationship-gone = { $from } — { $type } → { $to } is not in the estate.
plan-requirement-gone = { $item } has no need “{ $group }” any more.
plan-replaces-itself = { $item } would take its own place.
plan-takes-no-part = { $item } takes part in no analysis, so it cannot go out. Choose an item that is live, in maintenance, retiring or missing.
plan-does-not-fit = It does not fit the estate: { $detail }.
plan-degraded-below-needed = Degraded below { $q } makes no sense when { $k } are needed: it cannot be fewer.
plan-not-a-threshold = “{ $value }” is neither a count nor a percentage such as 60%.
plan-learns = These files have types that the estate does not know ({ $words }), and a change cannot teach it. Import some of them with --learn first, or map them with --map-type.
plan-no-such-step = { $count ->
    [0] There is no step { $step }: the change has no steps yet.
    [one] There is no step { $step }: the change has one.
   *[other] There is no step { $step }: the change has { $count }.
}
plan-no-such-edit = { $count ->
    [0] There is no edit { $edit }: step { $step } has none.
    [one] There is no edit { $edit }: step { $step } has one.
   *[other] There is no edit { $edit }: step { $step } has { $count }.
}
plan-too-many-steps = A change has at most { $max } steps. Split it.
plan-too-many-edits = { $count } planned edits are too many: a change has at most { $max }. Split it.
guard-no-transition = { $change } is { $state }: it cannot do this ({ $transition }). Possible: { $possible }.
guard-unknown = The policy names a guard that this version does not have: { $guard }.
guard-in-scope = Nothing is planned: no edit, and nothing goes out. Plan something (cairn -e DIR change edit CHG).
guard-analysis-current = The newest analysis is not of the estate as it is. Assess the change again.
guard-risk-known = Questions about likelihood are not answered: { $questions }. Answer each with --likelihood QUESTION=N, 1 to 5.
guard-test-plan = There is no test plan. Write one with --test-plan.
guard-back-out-plan = There is no back-out plan, neither for the change nor for every step. Write one with --back-out-plan.
guard-retired-not-needed = { $item } would be retired and still needed by { $count ->
    [one] { $dependant }
   *[other] { $count } items, { $dependant } first
}. Plan what becomes of them, or have it waived: --waive retired_not_needed=REASON.
guard-redundancy-declared = { $count ->
    [one] { $service } rests on redundancy that nobody declared.
   *[other] { $count } services of a high tier rest on redundancy that nobody declared, { $service } first.
} Declare how many members are needed, or have it waived: --waive redundancy_declared=REASON.
guard-decided = { $count ->
    [one] One decision on this evidence is missing: { $role }
   *[other] { $count } decisions on this evidence are missing, the first: { $role }
} { $service }
guard-requester = { $actor } asks for this change and cannot approve it. Somebody else has to.
guard-stale = The answer is another than the one decided on: { $levels ->
    [0] no level rose
    [one] { $item } is worse off
   *[other] { $levels } levels rose, that of { $item } first
}{ $margins ->
    [0] { "" }
    [one] , one group has fewer spares
   *[other] , { $margins } groups have fewer spares
}{ $seq ->
    [0] { "" }
   *[other] { " " }(record no. { $seq } by { $who }, as asserted)
}. Assess the change and have it decided on again.
guard-clock = The clock of this computer says { $now }, and the newest record is of { $head }. Nobody can say what time it is: set the clock.
guard-no-window = There is no window. Set it (cairn -e DIR change schedule CHG --start … --end …).
guard-window-past = The window was over on { $end }. Give a later one.
guard-window-open = It is { $now }, and the window is from { $start } to { $end }. Start within it, or schedule another.
guard-steps = Nobody has said yet what came of these steps: { $steps }.
guard-reviewer = { $actor } carried out every step and cannot be the only one to review them.
guard-differences = { $count ->
    [one] One difference from the plan is not explained: { $first }.
   *[other] { $count } differences from the plan are not explained, the first: { $first }.
} Explain each with --explain REF=REASON.
guard-review = A review is mandatory here: something was not done as planned, the risk is high, or it was an emergency. Write it with --review.
guard-records = Records that an emergency change may leave for later are still missing: { $missing }. Write them (cairn -e DIR change edit CHG).
guard-no-template = There is no template “{ $name }”. Look which there are (cairn -e DIR change list).
guard-template-suspended = The template “{ $name }” is suspended because of { $reason }. Raise a normal change.
guard-template-exceeded = { $service } would be { $level }; the template “{ $name }” was authorised for { $allowed } at worst.
guard-template-no-spare = Step { $step } leaves a group without a spare, which a change from the template “{ $name }” may not.
change-unknown-actor = Nobody says who acts. Say it with --actor NAME; it is recorded as asserted. Nothing was changed.
change-no-title = A change needs a title. Nothing was changed.
change-needs-template = A standard change comes from a template. Name it with --template, or raise a normal change. Nothing was changed.
change-template-not-standard = Only a standard change comes from a template. Add --kind standard, or leave --template out. Nothing was changed.
change-not-found = There is no change “{ $words }”. Nothing was changed. See them with: cairn -e DIR change list
change-not-editable = { $change } is { $state } and cannot be edited any more. Nothing was changed.
change-not-assessable = { $change } is { $state } and cannot be assessed any more. Nothing was changed.
change-not-analysed = { $change } was not assessed yet. Nothing was changed. Assess it with: cairn -e DIR change assess { $change }
change-no-such-question = “{ $question }” is no question about likelihood: { $known }. Nothing was changed.
change-answer-out-of-range = “{ $answer }” is no answer to { $question }: 1 to 5. Nothing was changed.
change-no-such-statement = “{ $statement }” is none of the five statements: { $known }. Nothing was changed.
change-no-such-band = “{ $band }” is no band of risk: { $known }. Nothing was changed.
change-no-such-state = “{ $state }” is no status of changes: { $known }. Nothing was changed.
change-not-waivable = “{ $guard }” cannot be waived. These can: { $known }. Nothing was changed.
change-own-waiver = { $actor } asks for this change or carries it out and cannot waive anything of it. Somebody else has to. Nothing was changed.
decide-no-such-role = Nobody decides on changes as “{ $role }”. Roles that do: { $known }. Nothing was changed.
decide-evidence-too-short = The evidence is named by at least { $min } characters of its digest. Nothing was changed. See it with: cairn -e DIR change show CHG
decide-older-evidence = That is the evidence of analysis { $number }; the newest is analysis { $newest }, { $evidence }. Look at it and decide on that. Nothing was changed.
decide-no-such-evidence = No analysis of this change has that evidence. The newest is { $evidence }. Nothing was changed.
decide-answer-changed = The estate has changed the answer since: { $levels ->
    [0] redundancy or who has to decide is another
    [one] { $item } is worse off
   *[other] { $levels } levels rose, that of { $item } first
}. Assess { $change } again and decide on the new evidence. Nothing was changed.
decide-not-asked = Nobody is asked to decide as { $role } here{ $open ->
    [none] : no decision is missing
   *[other] . Still to decide: { $open }
}. Nothing was changed.
decide-not-the-owner = { $service } is owned by { $owner }: { $actor } cannot decide for it. Nothing was changed.
decide-one-place-each = { $actor } has decided already, as { $role }: one person fills one place. Nothing was changed.
step-not-in-progress = { $change } is { $state }, not in progress. Start it first. Nothing was changed.
step-told-already = Step { $step } was told of already: { $result }. Only a step that is done can be backed out. Nothing was changed.
step-out-of-order = Step { $open } comes before step { $step }: say first what came of it. Nothing was changed.
step-cannot-back-out = Step { $step } cannot be undone: what record no. { $seq } edited was edited again since ({ $detail }). Plan a change that mends it. Nothing was changed.
step-terms-left = Step { $step } cannot be undone: numbers were declared since for the requirement “{ $group }” of { $item }, which record no. { $seq } brought in, and they would be left without a relationship. Plan a change that disconnects it; its numbers go with it. Nothing was changed.
step-not-as-found = { $field } of “{ $item }” is not to be filled in as found in this step. Plan it with --as-found. Nothing was changed.
close-no-such-difference = “{ $reference }” is no difference between plan and estate. Nothing was changed. See them with: cairn -e DIR change show CHG
template-not-proven = { $change } was not decided on, done as planned and closed: no template can be made of it. Nothing was changed.
template-exists = There is a template “{ $name }” already. Give another name. Nothing was changed.
error-usage-strength = “{ $text }” is not a strength: hard, degrading, soft or info. Nothing was changed.
error-usage-nothing-planned = Nothing is planned. Give at least one edit or outage, such as --out CI or --retire CI. Nothing was changed. See: cairn what-if --help
edit-item-added = { $item } came
edit-item-removed = { $item } went
edit-item-state = { $item }: { $before } → { $after }
edit-item-operation = { $item }: { $operation }
edit-item-changed = { $item } was edited
edit-relationship-added = { $from } — { $type } → { $to } came
edit-relationship-removed = { $from } — { $type } → { $to } went
edit-relationship-changed = { $from } — { $type } → { $to } was edited
edit-terms = { $item } needs { $k } of “{ $group }”
edit-model = the model was edited
help-change = Plan, assess, decide on, carry out and close changes
help-change-new = Raise a change: a draft with nothing planned
help-change-edit = Plan edits, what goes out, steps, and everything else about a change
help-change-show = Show a change: plan, verdict, evidence, decisions, what is missing
help-change-list = List changes and templates
help-change-submit = Hand a draft over to be assessed
help-change-assess = Analyse a change and keep the analysis as evidence; exit 1 when something is missing
help-change-decide = Approve, reject or return a change on its evidence, as asserted
help-change-schedule = Set or move the window of an approved change
help-change-start = Start within the window: seals a baseline
help-change-step = Record what came of a step; a step that is done becomes one record of its edits
help-change-finish = End the doing: implemented, partly implemented, backed out or failed
help-change-close = Close a change once every difference from the plan is explained
help-change-cancel = Give a change up
help-change-template = Make a template for standard changes of a closed change
help-change-template-name = Name of the template
help-change-state = Only those of this status, such as awaiting_decision
help-change-chg = Id of the change, such as CHG-000001, or its number
help-change-title = What the change is called
help-change-kind = normal (unless given), standard or emergency
help-change-reason = Why it is asked for
help-change-new-template = Template of a standard change
help-planned-edits = Planned edits, in the order given
help-import-options = Planned edits from CSV files
help-step-options = The step
help-change-options = The change
help-edit-add = An item comes: its type and name
help-edit-retire = Items leave service for good
help-edit-set = A field gets a value: name, state or an attribute; an empty value removes it
help-edit-as-found = A field is filled in as found on the night; that does not touch an approval
help-edit-connect = A relationship comes; a LABEL joins it to a group, - keeps it alone
help-edit-disconnect = A relationship goes
help-edit-need = How many members of a group CI needs (K), degraded below Q; a count or N%; - leaves as it is
help-edit-replace = An item takes the place of another with its relationships and groups; the old one is retired
help-edit-out = Items that stop working while the step is done
help-edit-degrade = Items that work worse meanwhile
help-edit-restart = Items that are restarted
help-edit-no-interruption = Items that are only in scope and keep working
help-edit-import = Files of items and relationships to plan, behind the other edits
help-edit-new-step = Append a step; the other options speak of it
help-edit-step = Which step the other options speak of; the last unless given
help-edit-step-title = What the step does
help-edit-minutes = How many minutes it takes
help-edit-implementer = Who does it
help-edit-step-back-out = How the step is undone
help-edit-remove-edit = Take edits out of the step, by number
help-edit-keep-up = Items that do not go out after all
help-edit-remove-step = Take the whole step out
help-edit-test-plan = How it is tested
help-edit-back-out-plan = How the change is undone as a whole
help-edit-likelihood = Answer a question about likelihood, 1 (good) to 5 (bad): done_before, tested, back_out_tested, complexity, lead_time
help-edit-statement = Own words for a statement: existing_services, customers, policies_and_plans, capacity_and_continuity, other_changes
help-edit-risk = Set the risk lower than the rules give, never below its floor
help-edit-because = Why the risk is lower
help-edit-waive = Let a guard pass; neither the requester nor an implementer may: retired_not_needed, redundancy_declared, no_joint_outage, not_frozen
help-edit-up-to-date = Base every planned edit on the estate as it is
help-decide-approve = It may be done
help-decide-reject = It may not be done
help-decide-return = It has to be planned again
help-decide-as = Role in which it is decided, such as change_manager
help-decide-for = Service spoken for, by its owner
help-decide-evidence = Evidence that was seen, at least 8 characters
help-schedule-start = First moment of the window, such as 2026-11-21T22:00:00Z
help-schedule-end = First moment behind it
help-step-number = Number of the step, from 1
help-step-done = Its edits become one record
help-step-not-done = It was not done
help-step-backed-out = It was undone: exactly its edits are reversed
help-step-started = When it began; the start of the change unless given
help-step-ended = When it ended; now unless given
help-step-note = What there is to say of it
help-step-found = Fill in a field as found on the night
help-finish-failed = It did not do what it was for, although its steps were done
help-close-review = What was learned; mandatory for high risk, emergencies, and what was not done as planned
help-close-explain = Why a difference between plan and estate is as it should be
help-what-if = Say what planned edits and outages would do; changes nothing
help-what-if-after = Examples:
    { "  " }cairn -e DIR what-if --retire srv-old-1
    { "  " }cairn -e DIR what-if --add switch "New core" --replace core-1 "New core"
    { "  " }cairn -e DIR what-if --need farm-1 @member_of 9 10 --out hv-01 hv-02
help-change-edit-after = Examples:
    { "  " }cairn -e DIR change edit 1 --add switch "New core" --connect "New core" located_in rack-1 --replace core-1 "New core"
    { "  " }cairn -e DIR change edit 1 --new-step "Move the cables" --minutes 45 --implementer "network team" --out core-1
    { "  " }cairn -e DIR change edit 1 --test-plan "ping every leaf" --likelihood tested=2 --likelihood complexity=1
help-decide-after = Example:
    { "  " }cairn -e DIR change decide 1 --approve --as service_owner --for "GovHK portal" --evidence 0123abcd --reason "agreed"

## Snapshots

snapshot-exported = Snapshot written: { $path }
snapshot-imported = { $path } is a replica of the snapshot, as of record no. { $seq }: every record has the hash it had. It takes no records of its own; for an estate that does, import with --as-new.
snapshot-imported-new = { $path } is a new estate made of the snapshot, at record no. { $seq }.
snapshot-sound = Sound: every byte of the container, every hash, the order of the records, the ends of the relationships and the chain of records agree. That the log leads to the records is proved by importing.
snapshot-sound-scoped = Sound: every byte of the container, every hash, the order of the records and the ends of the relationships agree. A snapshot with a scope has no log.
snapshot-finding = { $place }: { $what } — expected { $expected }, found { $found }
snapshot-not-sound = The snapshot is not sound. Nothing was changed. Take another copy, or export it again.
snapshot-records = Baselines and documents
snapshot-log = Edits in the log
snapshot-classification = Classification
snapshot-scope = Scope
snapshot-digest = Digest (SHA-256)
error-snapshot-none = This is no Cairn snapshot ({ $place }: expected { $expected }, found { $found }). Nothing was changed. Name a file that “snapshot export” wrote.
error-snapshot-newer = The snapshot has a newer format: { $found }; this version reads { $expected }. Nothing was changed. Use a newer version of Cairn.
error-snapshot-flaw = The snapshot cannot be used: { $place }: { $flaw } — expected { $expected }, found { $found }. Nothing was changed. Take another copy, or export it again.
error-snapshot-read = The snapshot cannot be read: { $detail }. Nothing was changed.
error-snapshot-write = The snapshot or the estate made of it cannot be written: { $detail }. Nothing was changed. Choose another place or make room.
error-snapshot-line = Line { $line } of { $file } would hold { $bytes } bytes; a line of a snapshot holds at most 16 MiB. No snapshot was written.
error-snapshot-scoped = The snapshot holds only the items of its scope and no log, so it is no replica of its estate. Nothing was changed. Make an estate of its own with --as-new.
error-other-lineage = The snapshot is of another estate or line of records ({ $snapshot }) than this estate ({ $estate }). Nothing was changed. Check it without --against, or name its own estate.
error-file-snapshot = { $file } is a Cairn snapshot. Nothing was imported. A snapshot is imported into a new estate: cairn snapshot import { $file } --into DIR
help-snapshot = Export an estate into one file, check such a file, make an estate of it
help-snapshot-export = Write a snapshot of the estate: equal estates give equal bytes
help-snapshot-check = Check a snapshot; needs no estate
help-snapshot-import = Make a new estate of a snapshot
help-snapshot-file = Snapshot (.cairn.zip)
help-snapshot-out = File to write (.cairn.zip)
help-snapshot-scope = Only the items that this filter selects, without log and baselines
help-snapshot-against = Also confirm that it is a past of the estate in this directory
help-snapshot-into = Directory of the new estate: absent or empty
help-snapshot-name = Name of the new estate; that of the snapshot unless given
help-snapshot-as-new = An estate of its own that takes records, instead of a replica
flaw-not_a_snapshot = no Cairn snapshot
flaw-newer = a newer format
flaw-truncated = the file ends too early
flaw-trailing = bytes behind the end
flaw-between = bytes that belong to no entry
flaw-encrypted = an encrypted entry
flaw-compressed = a compressed entry
flaw-descriptor = sizes behind the content
flaw-escapes = a name that leaves the snapshot
flaw-unknown_name = an unknown entry
flaw-duplicate = an entry twice
flaw-order = an entry in the wrong place
flaw-too_large = larger than any snapshot
flaw-header = an altered entry header
flaw-directory = an altered directory
flaw-checksum = the checksum of an entry
flaw-missing = a missing entry
flaw-manifest = an unreadable manifest
flaw-digest = the digest of the manifest
flaw-merkle_root = the root hash over all files
flaw-file_hash = the hash of a file
flaw-file_size = the size of a file
flaw-count = the number of records
flaw-classification = the classification
flaw-line_too_long = a line that is too long
flaw-line = an unfinished line
flaw-not_canonical = no canonical JSON
flaw-record = not a record of its kind
flaw-id = an id in another form
flaw-record_order = a record in the wrong place
flaw-record_twice = a record twice
flaw-unknown_end = an item that is not there
flaw-commit = the header of a record
flaw-commit_hash = the hash of a record
flaw-parent = the hash of the record before
flaw-edits = the number of edits
flaw-edits_hash = the hash of the edits
flaw-head = the last record
flaw-replay = an edit that does not fit
flaw-state = a record that the log does not lead to

## The report of a change for a board

report-change = Change impact report
report-change-made = Made { $when } from the estate “{ $estate }”
report-kind = Kind
report-requester = Requested by (asserted)
report-window = Window
report-window-none = not set
report-window-between = { $start } to { $end }
report-evidence-none = none is kept yet
report-page = Page { $page } of { $pages }
report-running-evidence = evidence { $evidence }
report-running-none = no evidence is kept: not for decision
report-verdict = What happens
report-standing-current = The evidence is current: everything it rests on is as it was at record no. { $seq }.
report-standing-changed = The answer has changed since record no. { $seq } without becoming worse: decisions stand. The map and what holds are of record no. { $now }.
report-standing-stale = This evidence needs another look: since record no. { $seq } the answer became worse or the plan changed, and decisions on it no longer stand. The map and what holds are of record no. { $now }. Assess the change again.
report-standing-not-kept = Preview on record no. { $now }: no evidence is kept yet, so nobody can decide on this report. Assess the change first.
report-standing-does-not-apply = The plan no longer applies to the estate as it is: see the planned edits. Bring the change up to date and assess it again.
report-standing-begun = The change was begun. What follows is the analysis of record no. { $seq }, before it was begun; what came of it stands under “What came of it”.
report-answer-end = When all is done
report-column-others = Other items hit
report-answers-worst = As planned and without assumed redundancy: at the worst step, { $step }. If it fails: at whichever step does most harm.
report-could-be-reached = Could be reached if nothing held: { $items } items, { $services } of them services. That is no impact.
report-risk = Risk and who decides
report-risk-sum = impact { $impact } × likelihood { $likelihood } = { $score }
report-risk-computed = By the numbers alone: { $band }.
report-risk-downgrade = Set to { $band } by { $actor }: { $reason }
report-risk-no-service = No service is mapped to what is hit: the tiers are those of the items themselves.
report-risk-unanswered = Nobody answered: { $questions }
report-deciders = Who has to decide
report-deciders-none = Nobody: the template was authorised beforehand.
report-column-for = For
report-column-decision = Decision
report-decided = approved
report-undecided = still to decide
report-map = Map
report-map-of-now = Step { $step }, the worst one, on the estate as it is (record no. { $seq }).
report-map-of-then = Step { $step }, the worst one, on the estate as it was analysed (record no. { $seq }).
report-map-all = All { $items } items are drawn.
report-map-folded = { $boxes } boxes stand for { $items } items; { $folded } of them are folded by type and counted.
report-map-others = { $count } items of other types
report-map-several = several items, counted
report-map-legend = Each box shows the worse of during and after.
report-part-goes-out = goes out
report-part-removed = leaves
report-part-added = comes in
report-part-edited = in scope
report-part-already = already out
report-line-carries = a failure runs along it
report-line-holds = needed, and holds
report-line-removed = relationship goes
report-line-added = relationship comes
report-tier = tier { $tier }
report-level-spares = { $level } · spares { $spares }
report-services = Services, step by step
report-before = Before
report-during = During
report-after = After
report-step-nothing = No service is hit, not even if the step fails.
report-step-titled = Step { $step }: { $title } ({ $minutes } min)
report-step-untitled = Step { $step } ({ $minutes } min)
report-steps-alike = Steps { $step } to { $last } are alike; the first: { $title } ({ $minutes } min)
report-end-state = End state, when all is done
report-end-as-before = Every service is as before.
report-and-more = and { $count } more
report-plan = Planned edits
report-plan-empty = Nothing is planned yet.
report-goes-out = { $item }: { $mode }, { $minutes } min
report-implementer = Done by (asserted)
report-back-out = Undone by
report-test-plan = Test plan
report-back-out-plan = Back-out plan
report-statements = Five statements (ISO/IEC 20000-1:2018, 8.5.1.3)
report-own-words = own words
report-holding = What holds, and what it rests on
report-held = Groups that lost members and held
report-held-why = At 0 spares the next failure is an outage.
report-held-nothing = No group loses a member, neither during nor after.
report-passes-on = Passes on
report-column-who = Whose group
report-model-too-many = more members are needed than take part
report-model-no-members = no member takes part: this need raises nothing
report-model-absent = { $provider } takes no part, by its lifecycle status
report-decisions = Decisions and what is missing
report-asserted = What an asserted approval is worth: names in this report are asserted. Cairn records who somebody said to be and does not prove it. The evidence id proves what was decided on; that the right person decided rests on your organisation’s own control of who may enter decisions.
report-decisions-none = Nobody has decided yet.
report-column-said = Decision by (asserted)
report-verb-approve = approved
report-verb-reject = rejected
report-verb-return = returned
report-evidence-older = earlier evidence
report-waivers = Waived guards
report-column-guard = Guard
report-missing = What is missing
report-missing-for = For “{ $state }”:
report-outcomes = What came of it
report-step = Step
report-result = Result
report-from-to = From, to
report-column-note = Note
report-differences = Differences from the plan
report-column-difference = What
report-planned = Planned
report-found = Found
report-explained = Explained
report-unexplained = not explained
report-review = Review
report-hash-evidence = Evidence (of the three below)
report-hash-verdict = Verdict
report-hash-plan = Plan and what goes out
report-hash-cone = What the verdict rests on
report-evidence-made = Analysis { $number }, plan revision { $revision }, on record no. { $seq }, by rules version { $rules }; made { $when } by { $actor } (asserted).
report-verify = To verify: “cairn check” confirms that no record was altered since; “cairn change show { $change } --json” shows the evidence that is kept. The digests are SHA-256 over canonical JSON (RFC 8785): the same estate, plan and rules give the same digests.
report-evidence-not-kept = These digests are of a preview. None of them is kept, and no decision can name them.
report-no-file = Where the report goes is not said. Nothing was changed. Add --out FILE.pdf or --out FILE.html.
help-change-report = Write the impact report of a change for a board: FILE.pdf, or FILE.html made to be printed on A4
help-change-out = The file to write; one that is there is replaced whole

# The wire and the desk
wire-no-such-command = There is no command “{ $name }”. Nothing was changed. The screen and the program are of different versions: restart it.
wire-bad-request = The request could not be read: { $detail }. Nothing was changed.
wire-bad-reply = The answer could not be written down: { $detail }.
wire-nothing-open = No estate is open. Nothing was changed. Open one, or create one.
wire-file-unreadable = { $file } could not be read: { $detail }. Nothing was changed.
wire-file-empty = A file came without content. Nothing was changed. Choose it again.
wire-file-unwritable = { $path } could not be written: { $detail }. Nothing was left behind. Choose another place.
job-opening = Opening the estate
job-creating = Creating the estate
job-selecting = Selecting the items
job-writing = Writing the file
job-judging = Working out what is hit
job-reading = Reading the files
job-planning = Comparing with the estate
job-applying = Recording
job-checking = Checking
job-snapshot = Writing the snapshot
import-estate-moved = The estate has gone on since the preview, from record no. { $was } to { $now }. Nothing was imported. Preview again.
live-nothing-to-do = There is nothing to change: everything is so already. Nothing was changed.
live-needs-a-change = This takes more than one step, or something goes out while it is done: it needs a change. Nothing was changed. Put the edits into a change.
live-nothing-to-undo = Record no. { $seq } edited nothing that can be undone. Nothing was changed.
live-undo-of-a-change = Record no. { $seq } is a step of a change. Nothing was changed. Back the step out in that change, or raise another one.

# The same sentences on a screen, where there is no command line
desk-error-no-such-item = No item is meant by “{ $words }”: it is no key, id, source id or name in this estate. Search for it in Items.
desk-error-no-reason = A reason is missing. Nothing was changed. Say why.
desk-error-filter-unknown-value = Filter: “{ $value }” is not a { $field } of this estate. { $field ->
    [operation] It is one of in_service, degraded, out_of_service.
   *[other] Choose one of the list beside the table.
}
desk-error-filter-unknown-attribute = Filter: no item has an attribute “{ $name }”. Open an item to see what it has.
desk-error-file-bad-encoding = { $file }, line { $line }: bytes that are not { $encoding }. Nothing was imported. Choose the right encoding: utf-8, big5-hkscs, gb18030, windows-1252.
desk-error-file-wrong-header = { $file }, line 1: the columns are “{ $columns }”. Items need id, class, name (and may have status, attributes, others); relationships need source_id, type, target_id. Nothing was imported. Correct the header, or name the columns in the import.
desk-error-unknown-words = These files use words that the estate does not know. { $class-count ->
    [0] { "" }
   *[other] Types of items (rows): { $classes }. { "" }
}{ $type-count ->
    [0] { "" }
   *[other] Types of relationships (rows): { $types }. { "" }
}Nothing was imported. Let the import learn them, or say which type of the estate each word means.
desk-error-no-such-type = “{ $type }” is not a relationship type of this estate. Nothing was imported. Choose another type for the word.
desk-error-estate-inconsistent = The estate cannot be read: { $detail }. Nothing was changed. Run the integrity check.
desk-error-not-an-estate = { $path } is not an estate: there is no estate.json in it. Choose another directory, or create an estate.
desk-error-damaged = The estate is damaged at { $place }: expected { $expected }, found { $found }. Nothing was changed. Keep the directory, run the integrity check, and restore from a back-up.
desk-error-moment-record = There is no record no. { $text }: the records go from 1 to { $head }. Nothing was changed. See them in Audit.
desk-error-moment-baseline = There is no baseline “{ $text }”. There are: { $list }. Nothing was changed. See all in Baselines.
desk-error-moment-words = “{ $text }” is neither a record no. such as 12, nor a moment such as 2026-11-21T09:30:00Z, nor the name of a baseline. Nothing was changed. Choose a baseline or a record.
desk-plan-contradiction = It takes hold of the same as edit { $other } of this step. Take one of them out.
desk-plan-item-exists = The item { $item } is in the estate already. Bring the plan up to date.
desk-plan-no-such-group = { $item } has no group “{ $group }”. Look at its needs on its page.
desk-plan-changed-since = { $field } of { $item } was changed live since this was planned: it is “{ $now }” now. Bring the plan up to date, or plan the edit anew.
desk-plan-need-changed-since = What { $item } needs of “{ $group }” was changed live since this was planned: it is { $now } now. Bring the plan up to date, or plan the edit anew.
desk-plan-learns = These files have types that the estate does not know ({ $words }), and a change cannot teach it. Import some of them and let the import learn first, or say which type of the estate each word means.
desk-guard-in-scope = Nothing is planned: no edit, and nothing goes out. Plan an edit or an outage.
desk-guard-risk-known = Questions about likelihood are not answered: { $questions }. Answer each, 1 to 5.
desk-guard-test-plan = There is no test plan. Write one.
desk-guard-back-out-plan = There is no back-out plan, neither for the change nor for every step. Write one.
desk-guard-retired-not-needed = { $item } would be retired and still needed by { $count ->
    [one] { $dependant }
   *[other] { $count } items, { $dependant } first
}. Plan what becomes of them, or have it waived with a reason.
desk-guard-redundancy-declared = { $count ->
    [one] { $service } rests on redundancy that nobody declared.
   *[other] { $count } services of a high tier rest on redundancy that nobody declared, { $service } first.
} Declare how many members are needed, or have it waived with a reason.
desk-guard-no-window = There is no window. Set it.
desk-guard-differences = { $count ->
    [one] One difference from the plan is not explained: { $first }.
   *[other] { $count } differences from the plan are not explained, the first: { $first }.
} Explain each.
desk-guard-review = A review is mandatory here: something was not done as planned, the risk is high, or it was an emergency. Write it.
desk-guard-records = Records that an emergency change may leave for later are still missing: { $missing }. Write them.
desk-guard-no-template = There is no template “{ $name }”. Choose one of the list.
desk-change-unknown-actor = Nobody says who acts. Say it in Settings; it is recorded as asserted. Nothing was changed.
desk-change-needs-template = A standard change comes from a template. Choose it, or raise a normal change. Nothing was changed.
desk-change-template-not-standard = Only a standard change comes from a template. Make it a standard change, or choose no template. Nothing was changed.
desk-change-not-found = There is no change “{ $words }”. Nothing was changed. Choose one of the list.
desk-change-not-analysed = { $change } was not assessed yet. Nothing was changed. Assess it.
desk-decide-evidence-too-short = The evidence is named by at least { $min } characters of its digest. Nothing was changed. It stands beside the decision.
desk-close-no-such-difference = “{ $reference }” is no difference between plan and estate. Nothing was changed. Choose one of the list.
desk-error-snapshot-scoped = The snapshot holds only the items of its scope and no log, so it is no replica of its estate. Nothing was changed. Make it an estate of its own.
desk-error-other-lineage = The snapshot is of another estate or line of records ({ $snapshot }) than this estate ({ $estate }). Nothing was changed. Check it by itself, or open its own estate.
desk-error-file-snapshot = { $file } is a Cairn snapshot. Nothing was imported. Make a new estate of it: Start, “Open a snapshot”.

# A command line that another program runs
error-remote-ended = The program that has { $path } open ended before it said how the command ended. Look at the log whether it was done, and try again.

# Columns of a file under another name
help-import-rename = Read the column A as B: id, class, name, an attribute …; “A=” leaves it out

# The desktop application: its menu, and what it says outside of the page.
shell-no-display = There is no display to draw on: DISPLAY and WAYLAND_DISPLAY name none that answers. Nothing was opened. Start Cairn in a desktop session, or use the command line, `cairn --help`.
shell-not-started = Cairn cannot show its window ({ $detail }). Nothing was opened or changed. Start it again; if that does not help, reinstall it.
shell-menu-file = File
shell-menu-new = New Estate…
shell-menu-open = Open…
shell-menu-recent = Open Recent
shell-menu-import = Import…
shell-menu-close = Close Estate
shell-menu-quit = Quit
shell-menu-edit = Edit
shell-menu-undo = Undo
shell-menu-redo = Redo
shell-menu-cut = Cut
shell-menu-copy = Copy
shell-menu-paste = Paste
shell-menu-select-all = Select All
shell-menu-view = View
shell-menu-home = Home
shell-menu-items = Items
shell-menu-map = Map
shell-menu-impact = Impact
shell-menu-changes = Changes
shell-menu-baselines = Baselines
shell-menu-exchange = Import
shell-menu-zoom-in = Zoom In
shell-menu-zoom-out = Zoom Out
shell-menu-zoom-plain = Actual Size
shell-menu-help = Help
shell-menu-keys = Keyboard Shortcuts
shell-menu-about = About Cairn
shell-leave-title = Close Cairn?
shell-leave-jobs = { $count ->
    [one] A job is running. Closing stops it; what it has not recorded by then is not recorded.
   *[other] { $count } jobs are running. Closing stops them; what they have not recorded by then is not recorded.
}
shell-leave-staged = { $count ->
    [one] One edit is staged and not recorded. Closing gives it up.
   *[other] { $count } edits are staged and not recorded. Closing gives them up.
}
shell-leave-yes = Close
shell-leave-no = Stay

## Maps as files, the map of the whole estate, terms of filters

help-impact-map = Write the map as .svg, .pdf, .png or .csv
help-map = Draw the whole estate in groups, or what is around items; changes nothing
help-map-ci = Items in the middle; without any, the whole estate
help-map-up = How many links towards what needs them (2)
help-map-down = How many links towards what they need (2)
help-map-by = Group the estate by class (the usual), or by an attribute such as site
help-map-lanes = What a lane has: layer (the usual) or tier
help-map-filter = Only items that this filter selects
help-map-out = Write the map as .svg, .pdf, .png or .csv
map-written = Map: { $path }
map-boxes = Boxes
map-counts = { $total } items. { $between } relationships run between boxes, in { $lines } lines.
map-part-about = asked about
map-line-weak = support only: no level rests on it
map-line-needed = needed
map-file-legend = An arrow runs the way a failure does: from what is needed up to what needs it. One that points down closes a cycle or leads to a lower lane.
map-file-moment = Estate { $estate }, record no. { $seq }.
map-file-shown = Shown { $first } of { $second }
map-file-folded = { $first } folded into { $second } groups
map-file-grouped = { $first } items in { $second } groups
map-file-hidden = { $first } beyond the depth
map-column-kind = Kind
map-column-id = Id
map-column-key = Key
map-column-name = Name
map-column-type = Type
map-column-lane = Lane
map-column-level = Level
map-column-part = Part
map-column-count = Items
map-column-inside = Relationships inside
map-column-needs-hidden = Needs, not on the map
map-column-needed-by-hidden = Needed by, not on the map
map-column-needed = What is needed
map-column-needed-by = Who needs it
map-column-line = Line
map-column-relationships = Relationships
map-column-weak = of which support only
map-none = { $change } has nothing in scope, so there is no map of it. Nothing was written. Plan edits or outages, then try again.
map-file-proposed = As { $change } would make it.
map-file-missing = No font on this computer has the characters { $characters }: they are missing in the file. Install a font that has them, such as Noto Sans CJK, or write SVG.
map-lane-no-tier = No tier
map-lane-others = Others
map-group-none = (no value)
map-group-others = others
map-title-change = { $change }: step { $step }, the worst one
map-title-impact = What happens when { $names } goes out
map-title-around = What is around { $names }
map-title-estate = The whole estate
map-title-filtered = Items selected by { $filter }
map-file-no-fonts = There is no font in { $path }, and a map cannot be drawn as PDF or PNG without one. Nothing was written. Install a font, or write SVG or CSV.
map-file-not-drawn = The map could not be drawn ({ $detail }). Nothing was written. Write SVG or CSV instead.
map-file-format = { $path } does not say what kind of file the map is to be. Nothing was written. End its name in one of { $list }.
filter-no-value = no value
filter-either = { $others } or { $last }
filter-text-not = without “{ $values }”
filter-is = { $field }: { $values }
filter-is-not = { $field } is not { $values }

## Screens that give the advice themselves

desk-error-locked = { $path } is open elsewhere: { $holder }. Nothing was changed.
desk-error-newer-format = { $path } has storage format { $found }; this version reads up to { $supported }. Nothing was changed.

## Reasons that the product itself writes

reason-default-catalogue = the catalogue of a new estate
reason-sample = the sample estate
reason-looked-at = open changes were analysed again
reason-undo = undo of record no. { $record }
reason-snapshot = snapshot of { $name }, record no. { $record }
reason-template = a template was made of the change

## Words that the screens have from here

currency-none = none yet
confidence-declared = declared
confidence-discovered = discovered
confidence-verified = verified
# The estate on disk: log, checkpoint, revert, purge, back-up
check-first-bad = The first record with something wrong is no. { $seq }: the records before it are whole.
check-purged = { $values ->
    [one] 1 value purged; its digest stands in { $places } places of the log.
   *[other] { $values } values purged; their digests stand in { $places } places of the log.
}
log-exported = { $path }: records 1 to { $seq }, { $edits } edits; the hash of the newest is { $hash }. tests/verify_log.py verifies it with nothing of Cairn.
help-log-export = Write the whole log as text, for verification by other tools
help-log-out = File to write (.ndjson)
help-checkpoint = Say how far the estate has come, to be kept elsewhere
help-checkpoint-out = Also write it into this file
help-check-against = Also compare with a checkpoint: its file or its short text
checkpoint-kept = Keep this where nobody who can alter the estate can alter it. Compare later: cairn check --against
checkpoint-written = Checkpoint written: { $path }
checkpoint-edits = Edits so far
check-against-holds = The checkpoint holds: record no. { $seq } of { $at } is there, and nothing before it was changed.
check-against-holds_taken_over = The checkpoint holds: record no. { $seq } of { $at } is there, and nothing before it was changed. A copy took over since.
check-against-other_estate = This is the checkpoint of another estate. Nothing was changed. Name the checkpoint of this estate.
check-against-fork = Another copy went on by itself: this estate is not of the line of records of the checkpoint (record no. { $seq } of { $at }). Nothing was changed. Find out which copy is the original, and work on that one.
check-against-truncated = Records are missing: the checkpoint says that record no. { $seq } of { $at } was made, and this estate ends before it. Nothing was changed. Keep this directory, and restore from a back-up.
check-against-rebuilt = Record no. { $seq } is another one than on { $at }: somebody made the records anew. Nothing was changed. Keep this directory, and restore from a back-up.
error-checkpoint-none = This is no checkpoint. Nothing was changed. Name a file that “cairn checkpoint --out” wrote, or its short text.
error-checkpoint-digit = The check digit of the checkpoint is wrong: a character is wrong, missing or in another place. Nothing was changed. Compare it with the original.
error-checkpoint-newer = The checkpoint has version { $version }; this version reads 1. Nothing was changed. Use a newer version of Cairn.
help-revert = Take back what a record did, as a record of its own
help-revert-record = Record no., or a change and its step: CHG-1/2
revert-done = Record no. { $reverted } is taken back by record no. { $seq } ({ $edits ->
    [one] one edit
   *[other] { $edits } edits
}). Changes and what was decided stay as they are.
revert-conflict = { $item } · { $field }: changed again by record no. { $records }
revert-conflict-whole = { $item }: changed, removed or added again by record no. { $records }
revert-conflict-taken = { $item } · { $field }: another item has it now
revert-conflict-related = { $item } would go, and has a relationship since: { $other } (record no. { $records })
revert-conflict-lost = { $item } would come back, and { $other } is gone since (record no. { $records })
revert-conflicts-more = and { $count } more
revert-purged = A value of record no. { $seq } was purged, so nobody knows it any more. Nothing was changed. Correct the values that are to be different.
error-reverting = Record no. { $seq } cannot be taken back. What was recorded since stands against it { $count ->
    [one] in one place.
   *[other] in { $count } places.
} Nothing was changed. Take the later records back first, or correct the values.
revert-so-already = Record no. { $seq } has nothing left to take back: record no. { $records } edited the same since, and it is again as it was before. Nothing was changed.
revert-no-such-step = Step { $step } of { $change } made no record. Nothing was changed. Its steps and their records: cairn change show { $change }
revert-terms-left = Record no. { $seq } cannot be taken back: numbers were declared since for the requirement “{ $group }” of { $item }, which it brought in, and they would be left without a relationship. Nothing was changed. Take the record back that declared them first.
help-purge = Remove a value for good, from the item and from the log; its digest stays
help-purge-ci = The item; the id of one that was removed
help-purge-field = name, or an attribute
help-purge-record = The value that it had after this record; the one that it has now unless given
help-purge-approved-by = The second person who answers for it
purge-done = 1 value of { $key } ({ $field }) is purged by record no. { $seq }: it went from { $places ->
    [one] one place
   *[other] { $places } places
} of the log, its digests stay, and every hash is what it was.
purge-elsewhere = The same text also stands in: { $list }. It was left there.
purge-remains = Bytes of it may remain in unused parts of the database until the estate is compacted, and in snapshots and back-ups made before.
purge-two-people = A purge needs two people: who asks ({ $actor }) and another one who approves. Nothing was changed. Name the other one with --approved-by.
purge-no-value = { $item } has no value in { $field } that could be purged. Nothing was changed. See its values with cairn show, and name the record that has it with --record.
purge-reason-repeats = The reason repeats the value that is to go. Nothing was changed. Say it in other words.
help-backup = Write a checked back-up of the estate into a directory; also while it is open
help-backup-to = Directory of the back-ups, on another disk
help-backup-keep = How many back-ups of this estate to keep; all unless given
help-restore = Make a read-only replica of a back-up, after a full check
help-restore-file = Back-up or snapshot (.cairn.zip)
help-take-over = Make this replica the original, of a line of records of its own
help-compact = Make the database anew of what it holds: gives disk back, and leaves nothing of purged values
backup-done = Back-up of record no. { $seq } written and checked: { $path }
backup-removed = { $count ->
    [one] An older back-up was removed.
   *[other] { $count } older back-ups were removed.
}
error-backup-keep = At least one back-up has to be kept. Nothing was changed. Give --keep 1 or more, or leave it out.
error-backup-unsound = The back-up cannot be read back: { $path } is not sound at { $place }. No older back-up was removed. Use another disk, and back up again.
take-over-done = This estate is the original from record no. { $seq } on, of lineage { $lineage }; it was a copy of { $from }. Records made in the former original since are not here: do not work on both.
take-over-primary = This estate is the original already. Nothing was changed. Only a replica takes over.
compact-done = Compacted at record no. { $seq }: { $before } MB became { $after } MB. Everything was checked before the former database was removed.
error-compact-open = Another program has the estate open. Nothing was changed. Close it there, and compact again.
error-place-network = The estate lies on a network drive ({ $kind }): two machines could write to it at once, and locks cannot be relied on. It can be read here and takes no records. Nothing was changed. Move it to a local disk, and back up to the network: cairn backup --to DIR
error-place-synchronised = The estate lies in a folder that is synchronised ({ $kind }): it would become two estates that go apart. It can be read here and takes no records. Nothing was changed. Move it to a folder that is not synchronised, and back up into this one: cairn backup --to DIR
desk-error-place-network = The estate lies on a network drive ({ $kind }): two machines could write to it at once, and locks cannot be relied on. It can be read here and takes no records. Nothing was changed. Move it to a local disk, and back up to the network.
desk-error-place-synchronised = The estate lies in a folder that is synchronised ({ $kind }): it would become two estates that go apart. It can be read here and takes no records. Nothing was changed. Move it to a folder that is not synchronised, and back up into this one.

# Care of an estate: back-ups, taking over, compacting, taking back, purging, damage
job-backup = Writing and checking the back-up
job-compacting = Making the database anew
job-log = Writing the log
job-salvaging = Saving what can be read
wire-being-kept = The database of the estate is being made anew. Nothing was changed. Wait for that job, or cancel it.
wire-still-read = The estate is being read for something else. Nothing was changed. Wait until the other jobs have ended, and try again.
care-no-such-time = There is no such time of a day or day of a week. Nothing was changed. Choose another one.
care-folder-whole = “{ $path }” does not say where it starts. Nothing was changed. Give the whole path of the folder.
help-salvage = Make a new estate of every record that can be read of a damaged one; the damaged one stays as it is
help-salvage-to = Directory of the new estate
help-diagnostics = Write what the makers of Cairn need to know: numbers and codes, nothing of what the estate holds
help-diagnostics-out = File to write
salvage-done = Saved up to record no. { $seq } ({ $edits } edits) into { $path }. The damaged estate is as it was.
salvage-first-unreadable = The first record that cannot be read is no. { $record } ({ $place }: expected { $expected }, found { $found }). It and the records behind it are not there.
salvage-attachments = { $count ->
    [one] One attachment could not be read.
   *[other] { $count } attachments could not be read.
}
salvage-next = The new estate is a replica. Compare it with the last back-up, and let the one that is further take over: cairn take-over
error-salvage-open = Another program has the estate open, so it is not damaged beyond opening. Nothing was changed. Check it: cairn check
diagnostics-done = Written: { $path }. It holds versions, numbers and codes, and nothing of what the estate holds.
desk-error-backup-keep = At least one back-up has to be kept. Nothing was changed. Keep 1 or more.
desk-purge-two-people = A purge needs two people: who asks ({ $actor }) and another one who approves. Nothing was changed. Name the other one.
desk-purge-no-value = { $item } has no value in { $field } that could be purged. Nothing was changed. Look at its history, and name the record that has it.
desk-error-checkpoint-none = This is no checkpoint. Nothing was changed. Choose a file that was saved as one, or paste its short text.
# The image of the estate
check-image-used = The image is used: the estate opens from it, and it says what the pages hold.
check-image-too_old = The image is too old to be used; the estate opens from its pages. A new one is written when the estate is closed.
check-image-damaged = The image is damaged and not used; the estate opens from its pages, and nothing is lost. A new one is written when the estate is closed.
check-image-other_estate = The image is of another estate and not used; this estate opens from its pages.
check-image-other_form = The image was written by another version, or before the model changed, and is not used; the estate opens from its pages.
check-image-other_record = The image is of a record that this estate does not have, and is not used; the estate opens from its pages.
# Encrypted back-ups
help-backup-passphrase = File whose first line is a passphrase; the back-up is encrypted with it
help-backup-recipient = Public key (age1…) of who may open the back-up; may be repeated
help-open-passphrase = File whose first line is the passphrase, when the back-up is encrypted with one
help-open-identity = Identity file (of age-keygen), when the back-up is encrypted for recipients
backup-done-sealed = Encrypted back-up of record no. { $seq } written and checked: { $path }. Without its key nobody can read it: keep the key elsewhere.
error-sealed-both = A back-up is encrypted with a passphrase or for recipients, not both. Nothing was changed. Leave out --passphrase-file or --recipient.
error-sealed-two-keys = Give one key: --passphrase-file or --identity. Nothing was changed.
error-sealed-short = The passphrase is too short: anybody who has the file can try as many as they like. Nothing was changed. Use { $least } characters or more.
error-sealed-nobody = Nobody could open the back-up: there are no recipients. Nothing was changed. Name at least one public key.
error-sealed-recipient = “{ $text }” is no public key of age. Nothing was changed. Give one that starts with age1.
error-sealed-identity = There is no identity in { $path }. Nothing was changed. Give the file that age-keygen wrote.
error-sealed-passphrase = { $path } is encrypted with a passphrase. Nothing was changed. Give it: --passphrase-file FILE
error-sealed-recipients = { $path } is encrypted for recipients. Nothing was changed. Give the identity of one of them: --identity FILE
error-sealed-key = { $path } is encrypted, and this key does not open it. Nothing was changed. Use the passphrase or an identity it was encrypted for.
error-sealed-damaged = { $path } starts like an encrypted file, and its front is damaged: nothing in it can be read. Nothing was changed. Use another back-up.
desk-error-sealed-passphrase = { $path } is encrypted with a passphrase. Nothing was changed. Type the passphrase.
desk-error-sealed-recipients = { $path } is encrypted for recipients. Nothing was changed. Choose the identity file of one of them.
error-sealed-changed = The encrypted file was changed or cut off since it was written: what it holds cannot be read any more. Nothing was changed. Use another back-up.
# A disk that cannot be written
error-read-only-disk = The disk of { $path } is read-only, and an estate is opened only where it can be written ({ $operation }). Nothing was changed. Copy the estate to another disk, or make this one writable.
# Values that are gone
check-purged-unnamed = In { $places } places of the log a value is gone, and no purge in this estate says so: it was purged after the moment of which this is a copy, or somebody took it out. Compare with the original or a checkpoint.
# Single points of failure and cut pairs
help-spof = Say which single failures take a service down, or which two together; changes nothing
help-spof-service = Service, by key, id or name; every service unless given
help-spof-pairs = Say which two failures take a service down that neither takes down alone
help-spof-without-assumed = As if groups whose needed number nobody declared needed every member
error-not-a-service = { $key } ({ $name }) is no service. Nothing was changed. Name a service, or ask what its failure breaks: cairn impact --down { $key }
spof-summary = { $services ->
    [one] 1 service was looked at
   *[other] { $services } services were looked at
}, by failing each of { $tried ->
    [one] 1 item
   *[other] { $tried } items
} that they rest on by itself: { $weak ->
    [0] none has a single point of failure.
    [one] 1 has a single point of failure.
   *[other] { $weak } have single points of failure.
}
spof-down-already = Down already: nothing is left for another failure to do
spof-single = Single points of failure
spof-tiers = Tier entered by hand, two or more from that of what falls with it
spof-pairs-summary = { $services ->
    [one] 1 service was looked at
   *[other] { $services } services were looked at
}: { $weak ->
    [0] no two failures take one down that neither takes down alone.
    [one] 1 goes down with two failures of which neither takes it down alone.
   *[other] { $weak } go down with two failures of which neither takes them down alone.
}
spof-pairs = Pairs that take a service down
spof-pairs-of = { $service }: { $shown } of { $count } pairs
column-tier-entered = Tier entered
column-tier-derived = Tier derived
column-pairs = Pairs
column-site = Site
column-supplier = Supplier
column-first = One
column-second = Other
# While something is out: cause and recovery
help-impact-now = Say what is down now because of what is out of service, without anything else going out
help-cause = Name the single failures that explain everything that was reported; changes nothing
help-cause-down = What does not work
help-cause-degraded = What works worse
help-recovery = Say in which order what is down now can be brought up; changes nothing
error-usage-nothing-reported = Nothing was reported. Nothing was changed. Name what does not work: cairn cause CI CI
cause-summary = { $reported ->
    [one] 1 report
   *[other] { $reported } reports
}: { $causes ->
    [0] no single failure explains all of it. Look for several causes, or for relationships that are missing.
    [one] one single failure explains all of it.
   *[other] { $causes } single failures explain all of it, each by itself. The first would have raised least else.
}
cause-explains = What explains everything
column-unreported = Not reported
column-unreported-first = The first of these
recovery-summary = { $down ->
    [0] Nothing is down.
    [one] 1 item is down and comes up in { $waves ->
        [0] no wave
        [one] 1 wave
       *[other] { $waves } waves
    }.
   *[other] { $down } items are down and come up in { $waves ->
        [0] no wave
        [one] 1 wave
       *[other] { $waves } waves
    }.
}
recovery-waves = What to bring up, wave by wave
recovery-itself = out of service
recovery-because = down because of others
recovery-deadlock = Cold-start deadlock: { $members } wait for each other. Start { $consumer } without { $member } ({ $need }): { $freed ->
    [0] that alone is not enough, and further links have to be cut.
    [one] 1 item comes up then.
   *[other] { $freed } items come up then.
}
recovery-waiting = Behind a deadlock: { $members }.
recovery-warning = A cycle that is not hard: { $members }. Nothing waits for it; what comes up first works worse until the others are there.
column-wave = Wave
column-serves-tier = Serves tier
column-rto = RTO (minutes)
cause-explained = What is out of service already explains all of it: { $items }.
# An estate of a former storage format
care-migrated = The estate was of storage format { $from } and is of storage format { $to } now. Its back-up from before lies in { $path }; an older version of Cairn opens only that.
# What is out, on one sheet
outage-title = What is out, and whom it hits
outage-nothing = Nothing is recorded as out of service or degraded: there is nothing to recover.
outage-out = { $count ->
    [one] 1 item is recorded as out of service or degraded.
   *[other] { $count } items are recorded as out of service or degraded.
}
outage-no-service = No service is hit.
outage-services-down = { $count ->
    [one] { $names } is down.
   *[other] { $count } services are down: { $names }.
}
outage-services-degraded = { $count ->
    [one] { $names } is degraded.
   *[other] { $count } services are degraded: { $names }.
}
outage-services-at-risk = { $count ->
    [one] { $names } works with less redundancy.
   *[other] { $count } services work with less redundancy: { $names }.
}
outage-services = Services that are hit
outage-items = What is recorded as out
outage-customers = Customers: { $names }
outage-since-unknown = not recorded
outage-ago = { $time } ago
outage-rto-left = { $time } left
outage-rto-overdue = { $time } overdue
outage-rto-of = RTO { $time }
outage-expected-end = expected back { $when }
outage-recent = What changed here in the last { $hours } hours
outage-recent-none = Nothing that is hit, and nothing it rests on, was changed in this time.
outage-touched-model = the model of the estate
outage-touched-many = so many that nobody looked which
outage-sheet-writing = Writing the sheet
column-rto-left = RTO
column-owner = Owner
column-support = Support
column-contract = Contract
column-what-comes-up = What comes up
column-what = What
column-touched = On
duration-days = { $days } d { $hours } h
duration-hours = { $hours } h { $minutes } min
duration-minutes = { $minutes } min
report-sheet = page { $number } of { $count }
job-pairs = Looking for pairs
help-outage = Say what is out now, whom it hits since when, who can help, what changed lately, and in which order it comes up
help-outage-report = Also write it as one sheet: FILE.pdf or FILE.html
help-findings = List what the model leaves open: undeclared redundancy, requirements that cannot be right, types nobody confirmed
findings-summary = { $assumed ->
    [0] No redundancy is assumed
    [one] 1 group has redundancy that nobody declared
   *[other] { $assumed } groups have redundancy that nobody declared
}; { $errors ->
    [0] no requirement is wrong
    [one] 1 requirement cannot be right
   *[other] { $errors } requirements cannot be right
}; { $types ->
    [0] every relationship type is confirmed.
    [one] 1 relationship type is not confirmed.
   *[other] { $types } relationship types are not confirmed.
}
findings-assumed = Redundancy that nobody declared
findings-declare = To declare how many are needed: cairn change new …, then cairn change edit CHG-NNNN --need CI GROUP COUNT; or in the desktop, under Weak points.
findings-errors = Requirements that cannot be right
findings-types = Relationship types that nobody confirmed
findings-needs-source = the first end needs the second
findings-needs-target = the second end needs the first
findings-needs-none = neither needs the other
column-who-needs = Who needs whom
outage-recent-records = What changed lately on what is hit
error-of-snapshot = { $file } is a snapshot that is only looked at and takes no records. Nothing was changed. Work on the estate, or make one of the snapshot: cairn snapshot import FILE --into DIR
desk-error-of-snapshot = { $file } is a snapshot that is only looked at and takes no records. Nothing was changed. Open the estate itself, or make an estate of the snapshot under Import / Export.
help-impact-since = Say what the same outage would have done at this earlier moment, and which records made the difference
impact-since-said = From { $from } to { $to }: { $count ->
    [0] every item is at the level it was.
    [one] 1 item is at another level
   *[other] { $count } items are at another level
}{ $count ->
    [0] { "" }
   *[other] , because of { $records ->
        [one] 1 record
       *[other] { $records } records
    }.
}
impact-since-absent = At the earlier moment these took no part, so their outage did nothing then: { $names }
impact-since-changed = What is at another level
impact-since-records = Records that made the difference
column-worse = Made worse
column-better = Made better
# Opening where one may not write
error-not-permitted-open = You may not read and write { $path } ({ $operation }: { $detail }), and an estate is opened only where it can be written. Nothing was changed. Ask whoever owns it for the right, or copy the estate to where you may write.
# What changes do to each other, and the calendar
collision-same-item = { $changes } touch the same at the same time: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. They overlap for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }.
collision-in-the-cone = Of { $changes }, one touches what the other takes to { $level }: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. They overlap for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }.
collision-same-service = { $changes } each take the same services to { $level } at the worst: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. They overlap for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }.
collision-together = Together, { $changes } have an effect that fewer of them do not have ({ $level } at the worst): { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. They overlap for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }.
collision-freeze = { $changes } would hit what freeze { $freeze } ({ $reason }) covers ({ $level } at the worst): { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. They overlap for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }.
collision-outside = { $changes } would hit these outside of their maintenance windows ({ $level } at the worst): { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}. Outside are { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }.
guard-joint-outage = { $count ->
    [one] There is a collision
   *[other] There are { $count } collisions
} with other changes that only together do harm. The first: { $changes } take to { $level }: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}, for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }. Move the window (cairn change slot CHG), or have it waived: --waive no_joint_outage=REASON.
guard-joint-unknown = So many changes meet in this window that not every set of them could be tried. Move the window (cairn change slot CHG), or have it waived: --waive no_joint_outage=REASON.
guard-frozen = { $count ->
    [one] A freeze is in the way
   *[other] { $count } freezes are in the way
}. The first is { $freeze } ({ $reason }): { $changes } would take to { $level } what it covers: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}, for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }. Move the window (cairn change slot CHG), or have it waived: --waive not_frozen=REASON.
waiver-no_joint_outage = nothing is hit that only several changes together hit
waiver-not_frozen = no freeze is in the way
collision-no-window = { $change } has no window, so nothing can overlap it. Nothing was changed. Propose one: cairn -e DIR change edit { $change } --window-start … --window-end …
change-window-by-schedule = { $change } is approved: its window is set by scheduling. Nothing was changed. Use: cairn -e DIR change schedule { $change } --start … --end …
change-nothing-to-waive = Nothing of { $change } is held up by “{ $guard }”, so there is nothing to waive. Nothing was changed. See what collides: cairn -e DIR collisions { $change }
calendar-no-name = A maintenance window needs a name. Nothing was changed.
calendar-bad-weekday = A maintenance window begins on at least one day of the week. Nothing was changed. Name days as mon, tue, wed, thu, fri, sat, sun.
calendar-bad-time = A maintenance window begins before midnight of its day and lasts from 1 minute to a week. Nothing was changed.
calendar-bad-clock = “{ $text }” is no time of day. Nothing was changed. Give hours and minutes, such as 22:30.
calendar-no-such-zone = There is no time zone “{ $zone }”. Nothing was changed. Name one of the IANA database, such as Asia/Hong_Kong.
calendar-no-items = No item is named. Nothing was changed.
calendar-no-such-type = This estate has no type “{ $type }”. Nothing was changed.
calendar-no-such-freeze = There is no freeze “{ $id }”. Nothing was changed. There are: { $known }
calendar-no-such-window = There is no maintenance window “{ $id }”. Nothing was changed. There are: { $known }
calendar-no-service = No service is hit.
calendar-services = Services: { $down } down, { $degraded } degraded, { $at-risk } at risk.
calendar-scope-everything = every service
calendar-scope-items = only { $items }
calendar-scope-class = every item of type { $type }
calendar-scope-site = everything located in { $site }
slot-none = { $change } needs { $minutes } minutes, and there is no window without a collision between { $after } and { $until }; later was not looked at.
slot-found = { $change } collides with nothing from { $start } to { $end } ({ $minutes } minutes): the earliest such window.
slot-no-length = Nobody said how long { $change } takes. Nothing was changed. Give its steps minutes, or propose a window: cairn -e DIR change edit { $change } --step 1 --minutes N
help-collisions = Say what changes whose windows overlap do to each other, and each to the calendar; changes nothing; exit 1 with a collision
help-collisions-change = Only what these changes are part of, whatever their status
help-calendar = Show the forward schedule: changes, collisions, freezes, maintenance windows; changes nothing
help-calendar-from = From this moment; now unless given
help-calendar-to = Until this moment; for calendar 90 days later unless given
help-calendar-ics = Write it as iCalendar, for any calendar program
help-calendar-html = Write it as one page to read or print
help-calendar-freeze = Enter, remove or list freezes
help-calendar-window = Enter, remove or list maintenance windows
help-calendar-freeze-add = Enter a freeze: what it covers may not be degraded or down by a change; every service unless said
help-calendar-window-add = Enter a weekly maintenance window; for every service unless said
help-calendar-remove = Remove one, with a reason
help-calendar-list = List them
help-calendar-start = Its first moment, such as 2026-12-24T00:00:00Z
help-calendar-end = The first moment behind it
help-calendar-services = Only these services or items
help-calendar-type = Only items of this type, by its id
help-calendar-site = Only what is located in this item
help-calendar-id = Id of the freeze or window
help-calendar-name = What the window is called
help-calendar-days = Days on which it begins: mon,tue,wed,thu,fri,sat,sun
help-calendar-clock = When it begins, by the clock of its zone, such as 22:30
help-calendar-minutes = How many minutes it lasts
help-calendar-zone = Its time zone, such as Asia/Hong_Kong
help-change-slot = Find the earliest window in which a change collides with nothing; changes nothing; exit 1 when there is none
help-slot-after = Not before this moment; now unless given
help-edit-window-start = Propose the first moment of the window
help-edit-window-end = Propose the first moment behind the window
collision-summary = { $changes ->
    [one] 1 change was looked at
   *[other] { $changes } changes were looked at
}: { $collisions ->
    [0] nothing collides.
    [one] 1 collision, { $blocking } blocking.
   *[other] { $collisions } collisions, { $blocking } blocking.
}
collision-cut-short = So many changes meet in one place that not every set of them was tried: there may be more.
collision-blocking = { $kind } (blocks): { $sentence }
collision-other = { $kind } (does not block): { $sentence }
collision-undecided = A change of it still awaits a decision.
calendar-title = Forward schedule of changes
calendar-period = From { $from } to { $to }, as of record no. { $seq }.
calendar-made = { $estate }, made { $made }.
calendar-changes = Changes
calendar-collisions = Collisions
calendar-freezes = Freezes
calendar-windows = Maintenance windows
calendar-nothing = Nothing is planned.
calendar-spread = Its steps count for the whole window: minutes are missing or do not fit, or it is in progress.
calendar-does-not-apply = Its plan does not apply to the estate any more: { $reason }
calendar-freeze-event = Freeze: { $reason }
calendar-window-event = Maintenance window: { $name }
calendar-wrote = Wrote { $path }.
calendar-recurs = { $days }, { $time }, { $minutes } minutes, { $zone }
done-calendar-add = Entered { $id } (record no. { $seq }).
done-calendar-remove = Removed { $id } (record no. { $seq }).
column-covers = Covers
column-recurs = When
column-does = What it does
column-id = Id
column-collides = Collides
calendar-day-mon = Mon
calendar-day-tue = Tue
calendar-day-wed = Wed
calendar-day-thu = Thu
calendar-day-fri = Fri
calendar-day-sat = Sat
calendar-day-sun = Sun
desk-guard-joint-outage = { $count ->
    [one] There is a collision
   *[other] There are { $count } collisions
} with other changes that only together do harm. The first: { $changes } take to { $level }: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}, for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }. Move the window, or have it waived with a reason.
desk-guard-frozen = { $count ->
    [one] A freeze is in the way
   *[other] { $count } freezes are in the way
}. The first is { $freeze } ({ $reason }): { $changes } would take to { $level } what it covers: { $items }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
}, for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} between { $start } and { $end }. Move the window, or have it waived with a reason.
desk-change-window-by-schedule = { $change } is approved: its window is set by scheduling. Nothing was changed. Schedule it.
desk-change-nothing-to-waive = Nothing of { $change } is held up by “{ $guard }”, so there is nothing to waive. Nothing was changed. See what collides in the calendar.
desk-collision-no-window = { $change } has no window, so nothing can overlap it. Nothing was changed. Propose one.
desk-slot-no-length = Nobody said how long { $change } takes. Nothing was changed. Give its steps minutes, or propose a window.
desk-guard-joint-unknown = So many changes meet in this window that not every set of them could be tried. Move the window, or have it waived with a reason.
help-calendar-pdf = Also write it as PDF, for paper

help-findings-confirm = Confirm what a relationship type that an import brought means
help-findings-type = The id of the type, as findings lists it
help-findings-needs = Which end needs the other: source, target or none; what it is taken for when left out
help-findings-strength = How much: hard, degrading, soft or info; what it is taken for when left out
findings-confirm = To confirm one: cairn findings confirm TYPE [--needs source|target|none] [--strength hard|degrading|soft|info] --reason TEXT; or in the desktop, under Weak points.
done-findings-confirm = { $type } is confirmed, as record no. { $record }.
confirm-no-such-type = This estate has no relationship type “{ $type }”. Nothing was changed. Name one that cairn findings lists.
confirm-own-type = “{ $type }” is a type of Cairn’s own catalogue, not one that an import brought. Nothing was changed.
confirm-so-already = “{ $type }” is confirmed as exactly that already. Nothing was changed.
confirm-terms-left = { $count ->
    [one] One item declares
   *[other] { $count } items declare
 } how many of their “{ $type }” relationships are needed: { $items }. Turned round, that would say nothing any more. Nothing was changed. Remove these declarations first.
confirm-bad-needs = “{ $text }” is no end. Nothing was changed. --needs takes source, target or none.
confirm-bad-strength = “{ $text }” is no strength. Nothing was changed. --strength takes hard, degrading, soft or info.
statement-more-collisions = { $count ->
    [one] And one more collision.
   *[other] And { $count } more collisions.
 } The calendar lists them.


# Error budgets
help-exposure = Say what is left of the error budgets of services, and what used them; changes nothing; exit 1 when one is overdrawn
help-exposure-service = Service, by key, id or name; every service unless given
help-change-exposure = Say what a change would use of error budgets, as planned and if it fails; changes nothing; exit 1 when it is more than there is
budget-summary = { $count ->
    [0] No service promises an availability.
    [one] { $spent ->
        [0] 1 service has an error budget, and it is not overdrawn.
       *[other] 1 service has an error budget, and it is overdrawn.
    }
   *[other] { $spent ->
        [0] { $count } services have an error budget; none is overdrawn.
        [one] { $count } services have an error budget; 1 is overdrawn.
       *[other] { $count } services have an error budget; { $spent } are overdrawn.
    }
}
budget-left = { $service } has { $left } of { $budget } min of error budget left { $period ->
    [calendar_month] in this month
    [calendar_quarter] in this quarter
    [calendar_year] in this year
   *[rolling_30_days] in these 30 days
}.
budget-overdrawn = { $service } was out for { $used } min and had { $budget } { $period ->
    [calendar_month] in this month
    [calendar_quarter] in this quarter
    [calendar_year] in this year
   *[rolling_30_days] in 30 days
}: { $over } more than there is.
budget-period-rolling_30_days = rolling 30 days
budget-period-calendar_month = calendar month
budget-period-calendar_quarter = calendar quarter
budget-period-calendar_year = calendar year
budget-round-the-clock = round the clock
budget-promise = { $target } % of { $period }, { $hours } ({ $zone })
budget-with-planned = Planned time counts.
budget-without-planned = Planned time does not count.
budget-degraded-half = Degraded counts half.
budget-degraded-free = Degraded does not count.
budget-span = From { $start } to { $end }.
budget-used = Used: { $unplanned } min unplanned, { $planned } min planned.
budget-goes-on = goes on
budget-services = Error budgets, the least left first
budget-outages = When it was degraded or down
budget-unread = Promises that cannot be read in full
budget-without = No error budget
promise-hours-absent = No service hours are entered: taken as round the clock.
promise-hours-unread = Service hours “{ $text }” cannot be read: taken as round the clock. Write 24x7, or ranges such as Mon-Fri 09:00-18:00; Sat 09:00-13:00
promise-zone-unread = Time zone “{ $text }” is not known: taken as UTC.
promise-period-absent = No target period is entered: taken as rolling 30 days.
promise-period-unread = Target period “{ $text }” is not known: taken as rolling 30 days.
promise-target-absent = It promises no availability.
promise-target-unread = Its availability target “{ $text }” cannot be read: a decimal number up to 100 is needed.
exposure-verdict-none = The change degrades no service and takes none down, not even if it fails.
exposure-verdict-over = { $count } services have less error budget left than the change uses.
exposure-verdict-over-failing = As planned the change stays within every error budget; if it fails, { $count ->
    [one] 1 service has less left than it uses.
   *[other] { $count } services have less left than it uses.
}
exposure-verdict-within = { $count ->
    [one] The change stays within the error budget of the one service that it exposes, even if it fails.
   *[other] The change stays within the error budgets of the { $count } services that it exposes, even if it fails.
}
exposure-nothing = { $service }: nothing within its service hours as planned.
exposure-nothing-failing = If it fails: nothing within its service hours.
exposure-not-counted = { $service }: { $exposed } min as planned, which does not count.
exposure-not-counted-failing = If it fails: { $exposed } min, which does not count.
exposure-no-target = { $service }: { $exposed } min as planned; it promises no availability.
exposure-no-target-failing = If it fails: up to { $exposed } min.
exposure-within = { $service } has { $left } of { $budget } min left until { $until }; this change uses { $uses } and leaves { $after }.
exposure-within-failing = If it fails: up to { $uses } of { $left } min left; { $after } remain.
exposure-over = { $service } has { $left } of { $budget } min left until { $until }; this change uses { $uses }: { $over } more than there is.
exposure-over-failing = If it fails: up to { $uses } of { $left } min left, { $over } more than there is.
exposure-spent = { $service } has nothing left of its { $budget } min until { $until }; this change uses { $uses } more.
exposure-spent-failing = If it fails: up to { $uses } min, and nothing is left.
exposure-stays = { $service } stays at level { $level } once the change is done.
exposure-spread = How long each step takes is not known, or they do not fit: every step counts for the whole window.
exposure-services = Services that the change exposes
exposure-started = { $change } was started: what it used is part of the error budgets.
exposure-no-window = { $change } has no window: what it uses depends on when it is done. Propose one: cairn -e DIR change edit { $change } --window-start MOMENT --window-end MOMENT
exposure-no-plan = The plan does not apply to the estate.
column-until = Until
column-level-planned = Planned alone
column-counted = Counts, min
column-because = Because of
column-promised = Promised
column-budget = Budget, min
column-used-unplanned = Unplanned, min
column-used-planned = Planned, min
column-left = Left, min
column-uses = Uses, min
column-uses-failing = If it fails, min
column-left-failing = Left if it fails
desk-exposure-no-window = { $change } has no window: what it uses depends on when it is done. Propose one.

# What-ifs that are kept, and the estate before, during and after, side by side.
column-sign = Added, gone
column-single-points = Single points of failure
what-if-sentence = { $clauses }.
what-if-between = ;{ " " }
what-if-points = { $adds } and { $removes }
what-if-adds = { $count ->
    [0] Adds no single point of failure
    [one] { $services ->
        [one] Adds a single point of failure to { $names }
       *[other] Adds a single point of failure to { $services } services: { $names }
    }
   *[other] { $services ->
        [one] Adds { $count } single points of failure to { $names }
       *[other] Adds { $count } single points of failure to { $services } services: { $names }
    }
}
what-if-removes = { $count ->
    [0] removes none
    [one] { $services ->
        [one] removes one from { $names }
       *[other] removes one from { $services } services: { $names }
    }
   *[other] { $services ->
        [one] removes { $count } from { $names }
       *[other] removes { $count } from { $services } services: { $names }
    }
}
what-if-nothing-down = no service goes down
what-if-down-after = { $count ->
    [one] { $names } is down afterwards
   *[other] { $count } services are down afterwards: { $names }
}
what-if-down-during = { $count ->
    [one] { $names } goes down while it is done
   *[other] { $count } services go down while it is done: { $names }
}
what-if-lose = { $count ->
    [one] one group loses spares
   *[other] { $count } groups lose spares
}
what-if-lack = { $count ->
    [one] one group has fewer spares while it is done
   *[other] { $count } groups have fewer spares while it is done
}
what-if-gain = { $count ->
    [one] one group gains spares
   *[other] { $count } groups gain spares
}
what-if-spares-same = no group loses spares
what-if-services = Services, before and after
what-if-margins = Spares left of groups
what-if-assumed = Redundancy that nobody declared
what-if-errors = Errors in the model
what-if-kept = { $count } as before
what-if-head = Made by { $who }, { $at }; based on record no. { $based }; the estate is at record no. { $seq }.
what-if-became = It became change { $change }.
what-if-does-not-apply = It does not apply to the estate as it is: the estate went on. Bring it up to date, or edit what contradicts: cairn what-if update { $id }.
what-if-as-it-was = { $id } { $name } stays as it was: nothing was recorded.
what-if-none = No what-if is kept. Keep one: cairn what-if new NAME --retire CI
what-if-not-found = “{ $words }” is not a what-if of this estate.
what-if-no-name = A what-if needs a name.
what-if-long-name = A name may have at most { $max } characters.
what-if-name-taken = “{ $name }” is the name of { $id } already. Choose another.
what-if-is-a-change = { $id } “{ $name }” became { $change }, which is still open. Edit that, or cancel it first.
done-what-if-new = { $id } “{ $name }” is kept, as record no. { $seq }.
done-what-if-edit = { $id } “{ $name }” was edited, as record no. { $seq }.
done-what-if-rename = { $id } is called “{ $name }” now, as record no. { $seq }.
done-what-if-delete = { $id } “{ $name }” was deleted, as record no. { $seq }.
done-what-if-update = { $dropped ->
    [0] { $id } “{ $name }” is up to date, as record no. { $seq }.
    [one] { $id } “{ $name }” is up to date, as record no. { $seq }; one edit was dropped, for the estate is so already.
   *[other] { $id } “{ $name }” is up to date, as record no. { $seq }; { $dropped } edits were dropped, for the estate is so already.
}
help-what-if-wif = A kept what-if: its id, its number alone, or its name
help-what-if-name = What it is called; no two are called the same
help-what-if-note = What it is for
help-what-if-new = Keep planned edits under a name, without a change
help-what-if-list = List the what-ifs that are kept
help-what-if-show = Show what a kept what-if plans, and what of it does not apply any more
help-what-if-ask = Say what a kept what-if would do: before, during and after, side by side
help-what-if-edit = Edit what a kept what-if plans
help-what-if-rename = Call a kept what-if something else
help-what-if-duplicate = Keep a copy under another name
help-what-if-update = Base every planned edit on the estate as it is; names what contradicts it
help-what-if-delete = Delete a kept what-if
help-what-if-to-change = Raise a change of what it plans

# Outages as records
live-undo-of-an-outage = Record no. { $seq } is part of an outage. Nothing was changed. End the outage, or correct it.
reason-outage-announce = { $outage } “{ $title }” was announced
reason-outage-record = { $outage } “{ $title }” began
reason-outage-enter = { $outage } “{ $title }” was entered, and is over
reason-outage-open = { $outage } “{ $title }” began as announced
reason-outage-end = { $outage } “{ $title }” is over
reason-outage-close = { $outage } “{ $title }” was closed
reason-outage-cancel = { $outage } “{ $title }” was cancelled
reason-outage-edit = { $outage } “{ $title }” was corrected
guard-outage-title = An outage needs a title.
guard-outage-items = An outage needs at least one item that is out.
guard-outage-expected-end = What is announced needs an expected end: nobody can agree to an outage without one.
guard-outage-end = When it was over is not known yet.
guard-outage-cause = The cause is missing. Say in words why it came about.
guard-outage-planned = Only a planned outage is announced. If this one does not come about, cancel it.
guard-outage-ahead = It begins at { $at }, which is not ahead of now, { $now }.
guard-outage-begun = It begins at { $at }, and now is { $now }: it has not begun. Announce it as planned, or say when it began.
guard-outage-end-ahead = It cannot have ended at { $at }: now is { $now }.
guard-outage-take-part = { $item } is { $state } and takes no part in analyses, so it cannot be out.
guard-outage-gone = The item { $item } is not in this estate any more.
guard-outage-no-transition = { $outage } is { $state }: “{ $transition }” is not possible{ $possible ->
    [none] .
   *[other] . Possible: { $possible }.
}
outage-long-title = A title may have at most { $max } characters.
outage-item-twice = “{ $words }” was named twice.
outage-level = “{ $words }” is to be degraded or out of service.
outage-not-in = “{ $words }” is no item of { $outage }.
outage-item-before = { $item } would be out from { $at }, before the outage begins at { $from }.
outage-item-end = { $item } would be back at { $at }, which does not lie within the time it was out.
outage-item-ahead = { $item } cannot have been out or back at { $at }, for that is ahead.
outage-not-found = “{ $words }” is not an outage of this estate.
outage-no-state = “{ $words }” is no state of an outage. Choose one of: { $states }.
outage-changed-since = { $outage } was changed meanwhile by { $who }, in record no. { $record }. Nothing was changed. Look at it again.
outage-not-editable = { $outage } is { $state } and can no longer be corrected.
outage-end-by-end = { $outage } is not over. Nothing was changed. Whoever ends it says when that was.
outage-kept-held = { $item } stays { $operation ->
    [degraded] degraded
   *[other] out of service
} by { $record }, which is no less bad.
outage-kept-anothers = { $item } is { $operation ->
    [degraded] degraded
   *[other] out of service
} by { $record }, which goes on.
outage-kept-said = { $item } is left as somebody recorded it: { $operation ->
    [degraded] degraded
    [in_service] in service
   *[other] out of service
}.
outage-kept-meanwhile = { $item } was recorded otherwise meanwhile and is left so: { $operation ->
    [degraded] degraded
    [in_service] in service
   *[other] out of service
}.
outage-says-ahead = { $count ->
    [one] One item
   *[other] { $count } items
} will be out from { $from } until { $end }; { $hit ->
    [0] it alone hits no service.
   *[other] services hit by it alone: { $down } down, { $degraded } degraded, { $risk } at risk.
}
outage-says-open = { $count ->
    [one] One item is
   *[other] { $count } items are
} out since { $from }{ $end ->
    [none] {""}
   *[other] , expected until { $end }
}; { $hit ->
    [0] it alone hits no service.
   *[other] services hit by it alone: { $down } down, { $degraded } degraded, { $risk } at risk.
}
outage-says-over = { $count ->
    [one] One item was
   *[other] { $count } items were
} out from { $from } until { $end }; { $hit ->
    [0] it alone hits no service.
   *[other] services hit by it alone: { $down } down, { $degraded } degraded, { $risk } at risk.
}
outage-says-never = { $count ->
    [one] One item was
   *[other] { $count } items were
} to be out from { $from }{ $end ->
    [none] {""}
   *[other] {""} until { $end }
}; it was cancelled.
help-outages = List outages, or do something to one: announced, open, over, closed
help-outages-outage = An outage: its id, or its number alone
help-outages-state = Only those in this state: announced, open, over, closed, cancelled
help-outages-new = Enter an outage: planned and ahead it is announced, with --to it is over already, else it is open and its items are out
help-outages-show = Show an outage with its items, the services it hits, and what was recorded of it
help-outages-edit = Correct an outage, or add to it; while it is open its items follow
help-outages-open = Say that what was announced began; its items are out
help-outages-end = Say that it is over; its items are back in service
help-outages-close = Close what is over, once the cause is known
help-outages-cancel = Say that what was announced does not come about
help-outages-title = What it is called
help-outages-item = What is out: item, and degraded or out_of_service behind a “=”; out_of_service unless given
help-outages-from = When it begins or began; now unless given
help-outages-opened-from = When it began; as announced unless given
help-outages-until = When it is expected to end
help-outages-no-until = Nobody knows when it will end
help-outages-to = When it was over; now unless given
help-outages-entered-to = When it was over: it is entered whole and sets nothing any more
help-outages-planned = It is planned; counts as that in error budgets only if it is announced before it begins, with --until
help-outages-unplanned = It is not planned after all
help-outages-cause = Why it came about, in words
help-outages-cause-item = The item that caused it; nothing removes
help-outages-change = The change it belongs to: of a planned one that in whose course it happens, else the one that caused it; nothing removes
help-outages-since = Since when the items named are out, or at their new level; since the beginning unless given
help-outages-back = Items that are back
help-outages-back-at = When they were back; now unless given; at the beginning means that they were never out
help-outages-reason = Why
done-outages-new = { $id } “{ $title }” is { $state } (record no. { $seq }){ $set ->
    [0] .
    [one] ; the operation of 1 item was set.
   *[other] ; the operation of { $set } items was set.
}
done-outages-edit = { $id } “{ $title }” was corrected (record no. { $seq }){ $set ->
    [0] .
    [one] ; the operation of 1 item was set.
   *[other] ; the operation of { $set } items was set.
}
done-outages-open = { $id } “{ $title }” began (record no. { $seq }){ $set ->
    [0] .
    [one] ; the operation of 1 item was set.
   *[other] ; the operation of { $set } items was set.
}
done-outages-end = { $id } “{ $title }” is over (record no. { $seq }){ $set ->
    [0] .
    [one] ; the operation of 1 item was set.
   *[other] ; the operation of { $set } items was set.
}
done-outages-close = { $id } “{ $title }” was closed (record no. { $seq }).
done-outages-cancel = { $id } “{ $title }” was cancelled (record no. { $seq }).
outages-as-it-was = { $id } “{ $title }” stays as it was: nothing was recorded.
outages-not-agreed = { $id } is called planned, but nobody announced it before it began: error budgets count it as unplanned.
outages-agreed = Announced on { $at }: from { $start } until { $end }.
outages-expected = { $end } (expected)
outages-announced = planned
outages-called-planned = called planned
outages-unplanned = unplanned
outages-heading = Outages
outages-none = No outage is recorded. Record one: cairn outages new TITLE --item CI
outages-none-in-state = No outage is in this state.
outages-items = Items of the outage
outages-services = Services that it hits by itself
outages-in-change = It happens in the course of { $change } “{ $title }”.
outages-by-change = { $change } “{ $title }” caused it.
outages-cause = Cause
outages-cause-item = Caused by
outage-deed-open = begin
outage-deed-end = end
outage-deed-close = close
outage-deed-cancel = cancel
outage-field-title = title
outage-field-from = beginning
outage-field-expected_end = expected end
outage-field-to = end
outage-field-planned = planned
outage-field-cause = cause
outage-field-cause_item = caused by
outage-field-change = change
outage-field-item = item
column-outage = Outage
column-item-names = Items
column-span = From, until
column-operation-now = Operation now
outage-event-announce = announced
outage-event-record = began
outage-event-enter = entered, and over
outage-event-open = began as announced
outage-event-end = over
outage-event-close = closed
outage-event-cancel = cancelled
outage-event-edit = corrected
