"""Within how many days each rule of a plan is used or practised again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('expectations', '0002_who_said_yes_before_a_plan_is_lived'),
        ('platform', '0005_newest_change'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='expectationversion',
            name='expectation_version_within_limits',
        ),
        migrations.AddField(
            model_name='expectationversion',
            name='tried_within',
            field=models.PositiveSmallIntegerField(db_default=30),
        ),
        migrations.AddConstraint(
            model_name='expectationversion',
            constraint=models.CheckConstraint(condition=models.Q(('written_day__gte', 1), ('written_day__lte', 260), ('shared_day__gte', 1), ('shared_day__lte', 260), ('network_day__gte', 1), ('network_day__lte', 260), ('story_weeks__gte', 1), ('story_weeks__lte', 104), ('road_weeks__gte', 1), ('road_weeks__lte', 104), ('plan_weeks__gte', 1), ('plan_weeks__lte', 104), ('scale_every__gte', 1), ('scale_every__lte', 104), ('child_every__gte', 1), ('child_every__lte', 104), ('supervision_every__gte', 1), ('supervision_every__lte', 104), ('tried_within__gte', 1), ('tried_within__lte', 182), ('safety_people_least__gte', 1), ('safety_people_least__lte', 10)), name='expectation_version_within_limits'),
        ),
    ]
