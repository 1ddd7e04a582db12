import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Facts are derived again by `recompute_facts`; nothing that a person entered is in the table that goes.

    dependencies = [
        ('registry', '0005_signatures_stay'),
    ]

    operations = [
        migrations.DeleteModel(name='CaseFact'),
        migrations.CreateModel(
            name='TumourFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tumour', models.CharField(max_length=40)),
                ('facts', models.JSONField()),
                ('assumed', models.JSONField(default=dict)),
                ('classification', models.JSONField(default=dict)),
                (
                    'case',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='registry.caserecord'
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name='tumourfacts',
            constraint=models.UniqueConstraint(fields=('case', 'tumour'), name='facts_once_per_tumour'),
        ),
        migrations.AddField(
            model_name='caserecord',
            name='derived_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='caserecord',
            index=models.Index(fields=['knowledge_version', 'derived_on'], name='registry_ca_knowled_11b226_idx'),
        ),
    ]
