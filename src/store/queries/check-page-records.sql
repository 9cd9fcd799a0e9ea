SELECT source, record,
       EXISTS (
               SELECT 1 FROM page_evidence AS e
               WHERE e.source = r.source AND e.record = r.record AND e.kind = :kind
       ),
       *
FROM page_$kinds AS r;
