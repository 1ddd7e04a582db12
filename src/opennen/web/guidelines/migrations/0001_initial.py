
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('returned', 'returned'), ('approved', 'approved'), ('withdrawn', 'withdrawn')], default='draft', max_length=10)),
                ('why_fr', models.TextField(blank=True)),
                ('why_en', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('verified_on', models.CharField(blank=True, max_length=80)),
                ('result_version', models.CharField(blank=True, max_length=80)),
                ('findings', models.JSONField(default=list)),
                ('impact', models.JSONField(default=dict)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_comment', models.TextField(blank=True)),
                ('content', models.TextField(blank=True)),
                ('signature', models.CharField(blank=True, max_length=120)),
                ('public_key', models.CharField(blank=True, max_length=60)),
                ('authors', models.ManyToManyField(related_name='+', to='accounts.membership')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'ordering': ['-changed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProposedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('before', models.TextField(null=True)),
                ('after', models.TextField(blank=True)),
                ('shipped_sha256', models.CharField(blank=True, max_length=64)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='guidelines.proposal')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['state', '-changed_at'], name='guidelines__state_6b9f1f_idx'),
        ),
        migrations.AddConstraint(
            model_name='proposedfile',
            constraint=models.UniqueConstraint(fields=('proposal', 'name'), name='file_once_per_proposal'),
        ),
    ]
