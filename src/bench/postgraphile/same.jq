# Makes answers of the service and of PostGraphile comparable: from {query, ours, postgraphile} to an array of the two.
# The queries for PostGraphile use aliases, so most names are the same. These differences remain:
# - a list is a list, or an object with the field "nodes" and nothing else;
# - the end of a link is an object, or the field "event" of the link and nothing else;
# - cursors are opaque, and have other contents;
# - a moment has six decimals and an offset, or three decimals and Z.
def comparable: walk(
    if type == "object" then
        del(.cursor, .endCursor)
        | if keys_unsorted == ["nodes"] then .nodes elif keys_unsorted == ["event"] then .event else . end
    elif type == "string" then
        sub("(?<moment>^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3})\\d*(Z|\\+00:00)$"; "\(.moment)Z")
        | sub("\\.000Z$"; "Z")
    else . end);

# PostGraphile groups by day instead of month, sends all groups in the order of their keys, sends counts as strings, and
# sends the ids of speakers instead of their names.
def group: {key: (.key // .keys[0]), count: (.count // (.distinctCount.rowId | tonumber))};
def groups: .quotes | {
    totalCount,
    bySpeechAct: [.bySpeechAct[] | group] | sort_by(.key),
    byMonth: [(.byMonth // .byDay)[] | group | .key |= .[:7]]
        | group_by(.key) | map({key: .[0].key, count: (map(.count) | add)}),
    bySpeaker: [.bySpeaker[] | group | .count] | sort | reverse | .[:10]
};

if .query == "q7-groups" then [.ours, .postgraphile] | map(groups) else [.ours, .postgraphile] | map(comparable) end
