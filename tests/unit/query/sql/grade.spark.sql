WITH level_0 AS (
  SELECT
    `case_key`,
    `ki67_percent__low` > 20.0e0 AS `_0`,
    `mitoses_per_2mm2__low` > 20.0e0 AS `_1`,
    `mitoses_per_2mm2__high` < 2.0e0 AS `_2`,
    `ki67_percent__high` < 3.0e0 AS `_3`,
    (
      `differentiation__can_0` & 1
    ) = 0 AS `_4`,
    (
      `differentiation__can_0` & 2
    ) = 0 AS `_5`,
    (
      `primary_site__can_0` & 2
    ) = 0 AS `_7`,
    (
      `primary_site__can_0` & 5
    ) = 0 AS `_8`,
    `ki67_percent__high` <= 20.0e0 AS `_12`,
    `mitoses_per_2mm2__high` <= 20.0e0 AS `_13`,
    `mitoses_per_2mm2__low` >= 2.0e0 AS `_14`,
    `ki67_percent__low` >= 3.0e0 AS `_15`,
    NOT (
      (
        NOT `mitoses_per_2mm2__low` IS NULL
      )
      AND (
        NOT `mitoses_per_2mm2__high` IS NULL
      )
    ) AS `_20`
  FROM facts
), level_1 AS (
  SELECT
    `case_key`,
    `_0`,
    `_1`,
    `_12`,
    `_13`,
    `_14`,
    `_15`,
    `_2`,
    `_20`,
    `_3`,
    `_4`,
    `_5`,
    `_7`,
    `_8`,
    CASE WHEN `_4` THEN TRUE WHEN `_5` THEN FALSE END AS `_6`,
    CASE WHEN `_7` THEN TRUE WHEN `_8` THEN FALSE END AS `_9`
  FROM level_0
), level_2 AS (
  SELECT
    `case_key`,
    `_0`,
    `_1`,
    `_12`,
    `_13`,
    `_14`,
    `_15`,
    `_2`,
    `_20`,
    `_3`,
    (
      CASE
        WHEN (
          `_9` AND (
            NOT (
              `_8` IS TRUE
            )
          )
        )
        THEN TRUE
        WHEN (
          (
            NOT `_9`
          )
          OR (
            (
              CASE WHEN `_8` THEN TRUE WHEN `_7` THEN FALSE END
            )
            AND (
              NOT (
                `_7` IS TRUE
              )
            )
          )
        )
        THEN FALSE
      END
    )
    AND (
      CASE
        WHEN (
          `_6` AND (
            NOT (
              `_5` IS TRUE
            )
          )
        )
        THEN TRUE
        WHEN (
          (
            NOT `_6`
          )
          OR (
            (
              CASE WHEN `_5` THEN TRUE WHEN `_4` THEN FALSE END
            )
            AND (
              NOT (
                `_4` IS TRUE
              )
            )
          )
        )
        THEN FALSE
      END
    ) AS `_10`
  FROM level_1
), level_3 AS (
  SELECT
    `case_key`,
    `_10`,
    `_12`,
    `_15`,
    `_20`,
    (
      NOT `_10`
    )
    OR (
      (
        (
          `_3` OR `_0`
        ) OR `_1`
      ) AND (
        (
          `_2` OR `_1`
        ) OR `_0`
      )
    ) AS `_11`,
    `_10`
    AND (
      (
        (
          `_15` AND `_12`
        ) AND `_13`
      )
      OR (
        (
          `_14` AND `_13`
        ) AND `_12`
      )
    ) AS `_16`,
    CASE
      WHEN (
        `_10` AND (
          `_3` AND `_2`
        )
      )
      THEN TRUE
      WHEN (
        (
          NOT `_10`
        ) OR (
          `_15` OR `_14`
        )
      )
      THEN FALSE
    END AS `_18`,
    CASE
      WHEN (
        `_10` AND (
          `_0` OR `_1`
        )
      )
      THEN TRUE
      WHEN (
        (
          NOT `_10`
        ) OR (
          `_12` AND `_13`
        )
      )
      THEN FALSE
    END AS `_19`,
    (
      NOT (
        (
          (
            `_10` AND (
              `_3` AND `_2`
            )
          ) IS TRUE
        )
        OR (
          (
            (
              NOT `_10`
            ) OR (
              `_15` OR `_14`
            )
          ) IS TRUE
        )
      )
    )
    AND (
      (
        `_10` AND (
          `_3` AND `_20`
        )
      ) IS TRUE
    ) AS `_21`
  FROM level_2
), level_4 AS (
  SELECT
    `case_key`,
    `_10`,
    `_11`,
    `_12`,
    `_15`,
    `_16`,
    `_18`,
    `_19`,
    `_20`,
    `_21`,
    CASE WHEN `_16` THEN TRUE WHEN `_11` THEN FALSE END AS `_17`
  FROM level_3
)
SELECT
  `case_key`,
  (
    CASE
      WHEN (
        (
          `_18` AND (
            NOT (
              (
                `_17` OR `_19`
              ) IS TRUE
            )
          )
        )
        OR (
          (
            NOT (
              (
                `_18` OR `_17` OR `_19`
              ) IS TRUE
            )
          ) AND `_21`
        )
      )
      THEN 'G1'
      WHEN (
        (
          `_17` AND (
            NOT (
              (
                `_18` OR `_19`
              ) IS TRUE
            )
          )
        )
        OR (
          (
            NOT (
              (
                `_18` OR `_17` OR `_19`
              ) IS TRUE
            )
          )
          AND (
            (
              NOT (
                (
                  `_16` IS TRUE
                ) OR (
                  `_11` IS TRUE
                )
              )
            )
            AND (
              (
                `_10` AND (
                  (
                    `_15` AND `_12`
                  ) AND `_20`
                )
              ) IS TRUE
            )
          )
          AND (
            NOT `_21`
          )
        )
      )
      THEN 'G2'
      WHEN (
        `_19` AND (
          NOT (
            (
              `_18` OR `_17`
            ) IS TRUE
          )
        )
      )
      THEN 'G3'
    END
  ) AS `tumour_grade`
FROM level_4
